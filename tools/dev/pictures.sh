# SPDX-License-Identifier: GPL-3.0-or-later
# draw the pictures of README and docs anew, with the program itself
need build run test
build release shipglass
make_isolated_home
program=$PWD/build/release/app/shipglass sample=$PWD/tools/pictures/sample_source.py
file=$isolated_home/shipglass.yaml store=sqlite:$isolated_home/history.sqlite

# source_of NAME PART...: a source that tells of these parts of the made-up team.
source_of() {
    printf '  - name: %s\n    kind: exec\n    command: [/usr/bin/python3, "%s"' "$1" "$sample"
    shift
    printf ', %s' "$@"
    printf ']\n'
}
{
    echo "sources:"
    source_of ci runs
    source_of code changes
    source_of delivery deployments
    source_of monitoring alerts
} >"$file"
isolated "$program" --config "$file" --store "$store" poll --once

# draw PAGE THEME FILE
draw() {
    isolated "$program" --config "$file" --store "$store" --no-poll render "$1" --theme "$2" --size 1280x800 \
        -o "$PWD/docs/images/$3.png"
}
mkdir -p docs/images
draw overview light overview
draw pipelines dark pipelines-dark
draw deployments light deployments
draw dora light dora
draw alerts dark alerts-dark
ls docs/images
