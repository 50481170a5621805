# SPDX-License-Identifier: GPL-3.0-or-later
# lay out the C++ files as .clang-format says
need lint
git ls-files --cached --others --exclude-standard -z -- '*.h' '*.cpp' | xargs -0 --no-run-if-empty clang-format -i
