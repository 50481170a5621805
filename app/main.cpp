// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/run.h"

int main(int argc, char** argv) { return shipglass::run(argc, argv); }
