#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds docs/dependencies.md against what is really linked and bundled.

Fails on: a library of cmake/libraries.cmake (or of a find_package elsewhere) or a dependency of web/package.json that has no
row; a row for something no longer used; a style that touches the watermark of bpmn.io, which its licence protects; a row without reason or licence; an npm package, however deep, whose licence is not
on the list below. The licence comes from package-lock.json, else from node_modules.
"""
import argparse
import json
import re

import tree

DOCUMENT = 'docs/dependencies.md'
# Attribution only, or copyleft by file in a tool that is not shipped.
SHIPPED = {'MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'CC0-1.0', 'Unlicense', 'BlueOak-1.0.0'}
BUILD_ONLY = SHIPPED | {'MPL-2.0', 'Python-2.0', 'CC-BY-4.0', 'CC-BY-3.0'}
# By name, where the field holds no identifier: see the note in docs/dependencies.md.
NAMED = {'bpmn-js': 'bpmn.io', '@bpmn-io/form-js-viewer': 'bpmn.io', 'dmn-js': 'bpmn.io', '@bpmn-io/form-js': 'bpmn.io',
         'dmn-js-boxed-expression': 'bpmn.io', 'dmn-js-decision-table': 'bpmn.io', 'dmn-js-drd': 'bpmn.io',
         'dmn-js-literal-expression': 'bpmn.io', 'dmn-js-shared': 'bpmn.io', 'component-props': 'MIT'}


# Headers only, so nothing in CMake names them: {name: how an include begins}.
HEADERS_ONLY = {'CLI11': '<CLI/'}


def cmake_libraries(text):
    """The names by which libraries are asked for."""
    text = re.sub(r'#[^\n]*', '', text)
    found = set(re.findall(r'find_package\(\s*(\w+)', text)) - {'PkgConfig'}
    found |= set(re.findall(r'hz_pkg\(\s*\w+\s+([\w.+-]+)', text)) - {'module'}
    for names in re.findall(r'find_library\(\s*\w+\s+NAMES\s+([^)]+)\)', text):
        found.add(re.sub(r'^lib|\.a$', '', names.split()[0]))
    return found


def rows(text):
    """{name in backticks: (reason, licence)} of every table row that begins with one."""
    out = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip('|').split('|')]
        if line.startswith('|') and len(cells) >= 3:
            for name in re.findall(r'^`([^`]+)`', cells[0]):
                out[name] = (cells[1], cells[2])
    return out


def check_rows(wanted, described):
    findings = [f'{DOCUMENT}: no row for `{name}`' for name in sorted(wanted - described.keys())]
    findings += [f'{DOCUMENT}: `{name}` is no longer used' for name in sorted(described.keys() - wanted)]
    findings += [f'{DOCUMENT}: `{name}` lacks its reason or licence' for name, cells in sorted(described.items()) if not all(cells)]
    return findings


def permitted(expression, allowed):
    """An SPDX expression: one of an OR, all of an AND."""
    words = expression.replace('(', ' ').replace(')', ' ')
    return any(all(part.strip() in allowed for part in choice.split(' AND ')) for choice in words.split(' OR '))


def check_npm(packages, licence_on_disk):
    findings = []
    for place, package in packages.items():
        name = place.rsplit('node_modules/', 1)[-1]
        if not place or name in NAMED or package.get('link'):
            continue
        licence = package.get('license') or licence_on_disk(place)
        allowed = BUILD_ONLY if package.get('dev') else SHIPPED
        if not licence or not permitted(str(licence), allowed):
            findings.append(f'{name}: licence {licence or "unknown"} is not on the list'
                            f' ({"used to build" if package.get("dev") else "shipped to browsers"})')
    return findings


def check_watermark(path, text):
    return [f'{path}:{tree.line_of(text, found.start())}: the bpmn.io licence forbids to change or hide its watermark'
            for found in re.finditer(r'(fjs|bjs)-powered-by', text)]


def licence_on_disk(place):
    path = tree.ROOT / 'web' / place / 'package.json'
    return json.loads(path.read_text()).get('license') if path.exists() else None


def self_test():
    me = 'check_licences'
    cmake = 'find_package(OpenSSL 3.0 REQUIRED)\nhz_pkg(sqlite sqlite3)\nfind_library(X NAMES libbidgcc000.a bidgcc000 REQUIRED)\n'
    tree.expect(me, cmake_libraries(cmake), {'OpenSSL', 'sqlite3', 'bidgcc000'})
    tree.expect(me, check_rows({'a'}, rows('| `a` | why | MIT |')), [])
    tree.expect(me, len(check_rows({'a'}, rows('| `b` | why | |'))), 3)
    tree.expect(me, permitted('(MIT OR GPL-3.0)', SHIPPED), True)
    tree.expect(me, permitted('MIT AND GPL-3.0', SHIPPED), False)
    tree.expect(me, len(check_npm({'': {}, 'node_modules/a': {'license': 'MPL-2.0'}}, lambda place: None)), 1)
    tree.expect(me, check_npm({'node_modules/a': {'license': 'MPL-2.0', 'dev': True}}, lambda place: None), [])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.parse_args()
    self_test()
    wanted = set()
    for path in tree.files('CMakeLists.txt', '.cmake'):
        wanted |= cmake_libraries(tree.read(path))
    sources = '\n'.join(tree.read(path) for path in tree.files('.cpp', '.hpp'))
    wanted |= {name for name, include in HEADERS_ONLY.items() if f'#include {include}' in sources}
    package = json.loads(tree.read('web/package.json'))
    wanted |= package['dependencies'].keys() | package['devDependencies'].keys()
    packages = json.loads(tree.read('web/package-lock.json'))['packages']
    findings = check_rows(wanted, rows(tree.read(DOCUMENT))) + check_npm(packages, licence_on_disk)
    for path in tree.files('.css', '.vue', '.ts', under='web/src'):
        findings += check_watermark(path, tree.read(path))
    tree.finish('check_licences', findings, f'{len(wanted)} libraries, {len(packages) - 1} npm packages')


if __name__ == '__main__':
    main()
