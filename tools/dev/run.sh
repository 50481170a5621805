# SPDX-License-Identifier: GPL-3.0-or-later
# build a release and open the window (arguments go to shipglass)
need build run
build release shipglass
program=$PWD/build/release/app/shipglass

# Without a display: what the first look at this folder finds, as tables and as pictures of the pages.
look_without_display() {
    make_isolated_home
    local pictures store
    pictures=$(mktemp -d "${TMPDIR:-/tmp}/shipglass-pages.XXXXXXXX")
    store=sqlite:$isolated_home/history.sqlite
    step "sources and servers that were found"
    "$program" check --store "$store" || say "Not everything can be read."
    step "first poll"
    "$program" poll --once --store "$store" || say "Not everything could be read; see sources below."
    local page
    for page in sources runs tests changes deployments alerts; do
        step "$page"
        "$program" show "$page" --limit 20 --no-poll --store "$store"
    done
    for page in overview pipelines deployments dora alerts sources; do
        QT_QPA_PLATFORM=offscreen "$program" render "$page" -o "$pictures/$page.png" --no-poll --store "$store"
    done
    step "No display here: the pages are pictures in $pictures"
    ls "$pictures"
}

if [[ $# -gt 0 || -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
    exec "$program" "$@"
fi
look_without_display
