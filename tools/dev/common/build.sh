# SPDX-License-Identifier: GPL-3.0-or-later
# Configuring, building and testing a preset.

# Each tenth of what ninja does as a line, where there is no terminal to keep to one; and all else that it says.
show_tenths() {
    awk 'match($0, /^\[[0-9]+\/[0-9]+\] /) {
            split(substr($0, 2, RLENGTH - 3), done, "/")
            tenth = int(10 * done[1] / done[2])
            if (tenth > said && tenth < 10) { said = tenth; print "   " 10 * tenth " %"; fflush() }
            next
        }
        !/^ninja: Entering/ { print; fflush() }'
}

# build PRESET [TARGET...]: how far it is where it works, the whole output where it does not.
build() {
    local preset=$1 log
    shift
    mkdir -p "build/$preset"
    log=build/$preset/configure.log
    if ! cmake --preset "$preset" >"$log" 2>&1; then
        cat "$log" >&2
        die "cmake --preset $preset failed"
    fi
    step "building $preset"
    export NINJA_STATUS='[%f/%t] '
    if [[ -t 2 ]]; then
        ninja -C "build/$preset" "$@" >&2 # keeps to one line
    else
        ninja -C "build/$preset" "$@" | show_tenths >&2
    fi || die "the $preset build failed"
}

# What was skipped is not passed: say it in the last lines.
report_skipped() {
    local log=$1/Testing/Temporary/LastTest.log skipped
    [[ -f $log ]] || return 0
    skipped=$(grep -a '^SKIP ' "$log" || true)
    [[ -z $skipped ]] || printf 'Skipped:\n%s\n' "$skipped"
}

# run_tests PRESET [CTEST-ARGUMENT...]
run_tests() {
    local preset=$1 status=0
    shift
    step "testing $preset"
    isolated ctest --preset "$preset" --parallel "$(nproc)" --no-tests=error "$@" </dev/null || status=$?
    report_skipped "build/$preset"
    return "$status"
}
