# SPDX-License-Identifier: GPL-3.0-or-later
# measure a release build beside the bare limits (arguments go to the bench)
need build run test
build release
[[ -x build/release/bench/shipglass-bench ]] || die "the release build made no bench"
isolated build/release/bench/shipglass-bench "$@"
