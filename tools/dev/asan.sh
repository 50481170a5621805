# SPDX-License-Identifier: GPL-3.0-or-later
# run every test under the address and undefined behaviour sanitizers
need build run test
build asan
export SHIPGLASS_REQUIRE_SERVERS=1
export ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
export LSAN_OPTIONS=suppressions=$PWD/tools/dev/common/leaks-of-others.txt:print_suppressions=0
run_tests asan "$@"
