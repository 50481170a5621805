# SPDX-License-Identifier: GPL-3.0-or-later
# Configuring, building and testing a preset.

# build PRESET [TARGET...]: quiet where it works, the whole output where it does not.
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
    local quiet=(--quiet)
    [[ -t 2 ]] && quiet=() # ninja keeps to one line on a terminal
    NINJA_STATUS='[%f/%t] ' ninja -C "build/$preset" "${quiet[@]}" "$@" >&2 || die "the $preset build failed"
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
