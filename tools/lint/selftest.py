#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows that each rule of lint catches what it is for, and lets pass what only looks like it."""
import re
import sys
import unittest
from pathlib import Path

import check
import samples
from source import Source


# Braces in an await are often not its whole line either.
ALSO = {"await-braces": {"await-whole"}}


def rules_broken(*files):
    sources = [Source(path, samples.with_licence(path, text)) for path, text in files]
    return {finding.rule for finding in check.findings(sources)}


class LintTest(unittest.TestCase):
    def test_bad_samples_are_caught(self):
        for rule, path, text in samples.BAD:
            with self.subTest(rule=rule, text=text and text[:80]):
                self.assertEqual(rules_broken((path, text)) - ALSO.get(rule, set()), {rule})

    def test_good_samples_pass(self):
        for path, text in samples.GOOD:
            with self.subTest(text=text):
                self.assertEqual(rules_broken((path, text)), set())

    def test_headers_that_connectors_see(self):
        self.assertEqual(rules_broken(*samples.TREE_BAD), {"qt-include"})
        self.assertEqual(rules_broken(*samples.TREE_GOOD), set())

    def test_types_of_one_name(self):
        self.assertEqual(rules_broken(*samples.TYPES_BAD), {"type-twice"})
        self.assertEqual(rules_broken(*samples.TYPES_GOOD), set())

    def test_every_rule_has_a_sample(self):
        modules = (check.coroutines, check.layers, check.habits, check.names)
        named = {rule for module in modules
                 for rule in re.findall(r'inding\("([a-z-]+)"', Path(module.__file__).read_text())}
        self.assertEqual({rule for rule, _, _ in samples.BAD} | {"type-twice"}, named)


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    unittest.main(verbosity=1)
