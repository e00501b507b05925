#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds src/layers.txt against the code, in both directions.

Fails on: an include of a module that is not listed, or a name of it (`other::thing`) that came in by somebody else's
include; a permission nothing uses; a permission that points to a sibling or
upward; a quoted include that names no file; a folder of src/ that is not listed; a CMakeLists.txt whose
`hz_module(... USES ...)` differs from the list. Tests count: what a test includes is an include.
"""
import argparse
import re

import tree

INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)


def parse_layers(text):
    """{module: (level, {permitted})}, in the order of the file."""
    layers = {}
    for line in text.splitlines():
        words = line.split('#')[0].split()
        if words:
            layers[words[1]] = (int(words[0]), set(words[2:]))
    return layers


def check_list(layers):
    findings = []
    for module, (level, permitted) in layers.items():
        for other in sorted(permitted):
            if other not in layers:
                findings.append(f'layers.txt: {module} names {other}, which is not listed')
            elif layers[other][0] >= level:
                findings.append(f'layers.txt: {module} (level {level}) may not include {other} (level {layers[other][0]})')
    return findings


def check_includes(layers, sources):
    """`sources`: {path below src/: text}."""
    findings, used = [], {module: set() for module in layers}
    for path, text in sources.items():
        module = path.split('/')[0]
        if module not in layers:
            findings.append(f'src/{path}: module {module} is not in layers.txt')
            continue
        for found in INCLUDE.finditer(text):
            target = found.group(1)
            other = target.split('/')[0]
            where = f'src/{path}:{tree.line_of(text, found.start(1))}'
            if target not in sources:
                findings.append(f'{where}: "{target}" names no file; write "module/file.hpp"')
            elif other != module:
                used[module].add(other)
                if other not in layers[module][1]:
                    findings.append(f'{where}: {module} may not include {other} (src/layers.txt)')
    findings += check_names(layers, sources, used)
    present = {path.split('/')[0] for path in sources}
    for module, (_, permitted) in layers.items():
        if module in present:
            findings += [f'layers.txt: {module} never uses {other}; take the permission away'
                         for other in sorted(permitted - used[module])]
    return findings


NAMED = re.compile(r'(?<![\w:])(?:hz::)?([a-z]+)::')


def check_names(layers, sources, used):
    """Names of other modules in the code; adds them to `used`."""
    findings = []
    for path, text in sources.items():
        module = path.split('/')[0]
        if module not in layers:
            continue
        seen = set()
        for found in NAMED.finditer(tree.code_only(text)):
            other = found.group(1)
            if other not in layers or other in seen or other == module:
                continue
            seen.add(other)
            used[module].add(other)
            if other not in layers[module][1]:
                findings.append(f'src/{path}:{tree.line_of(tree.code_only(text), found.start())}: {module} may not use {other} (src/layers.txt)')
    return findings


def uses_of(cmake):
    found = re.search(r'hz_module\(\s*\w+([^)]*)\)', cmake)
    if not found:
        return None
    words, taking, uses = found.group(1).split(), False, set()
    for word in words:
        if word in ('USES', 'LIBS'):
            taking = word == 'USES'
        elif taking:
            uses.add(word)
    return uses


def check_cmake(layers, texts):
    findings = []
    for module, text in texts.items():
        uses = uses_of(text)
        if uses is None or module not in layers:
            continue
        permitted = layers[module][1]
        findings += [f'src/{module}/CMakeLists.txt: USES {other}, not permitted' for other in sorted(uses - permitted)]
        findings += [f'src/{module}/CMakeLists.txt: USES lacks {other}' for other in sorted(permitted - uses)]
    return findings


def self_test():
    layers = parse_layers('# note\n0 base\n1 rules base\n1 calendar base\n2 form base rules\n')
    tree.expect('check_layers', check_list(layers), [])
    tree.expect('check_layers', len(check_list(parse_layers('0 a b\n0 b\n'))), 1)
    good = {'base/a.hpp': '', 'rules/r.hpp': '#include "base/a.hpp"', 'calendar/c.hpp': '#include "base/a.hpp"',
            'form/f.cpp': '#include "rules/r.hpp"\n#include "base/a.hpp"\n'}
    tree.expect('check_layers', check_includes(layers, good), [])
    tree.expect('check_layers', len(check_includes(layers, {**good, 'calendar/d.cpp': '#include "rules/r.hpp"'})), 1)
    tree.expect('check_layers', len(check_includes(layers, {**good, 'form/f.cpp': '#include "base/a.hpp"'})), 1)
    tree.expect('check_layers', len(check_includes(layers, {**good, 'form/g.cpp': '#include "base/none.hpp"'})), 1)
    tree.expect('check_layers', len(check_includes(layers, {**good, 'calendar/d.cpp': 'hz::rules::x(); "rules::y";'})), 1)
    tree.expect('check_layers', check_includes(layers, {**good, 'calendar/d.cpp': 'std::rules::x(); // rules::y'}), [])
    tree.expect('check_layers', uses_of('hz_module(form USES base rules LIBS lib_re2)'), {'base', 'rules'})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.parse_args()
    self_test()
    layers = parse_layers(tree.read('src/layers.txt'))
    sources = {str(path.relative_to('src')): tree.read(path) for path in tree.files('.cpp', '.hpp', under='src')}
    cmake = {path.parts[1]: tree.read(path) for path in tree.files('CMakeLists.txt', under='src') if len(path.parts) == 3}
    findings = check_list(layers) + check_includes(layers, sources) + check_cmake(layers, cmake)
    tree.finish('check_layers', findings, f'{len(layers)} modules, {len(sources)} files')


if __name__ == '__main__':
    main()
