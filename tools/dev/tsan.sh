# SPDX-License-Identifier: GPL-3.0-or-later
# run the tests of net and store under the thread sanitizer
need build run test
build tsan
export TSAN_OPTIONS=halt_on_error=1:second_deadlock_stack=1:suppressions=$PWD/tools/dev/common/races-of-others.txt
run_tests tsan --label-regex '^(net|store)$' "$@"
