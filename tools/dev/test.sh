# SPDX-License-Identifier: GPL-3.0-or-later
# build a release and run every test, with real servers (arguments go to ctest)
need build run test
build release
# Everything is installed, so a missing server is a failure here and not a skip.
export SHIPGLASS_REQUIRE_SERVERS=1
# The journeys that take minutes run here, and not a second time under the sanitizers.
export SHIPGLASS_LONG=1
run_tests release "$@"
