#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds the tree's files to the rules that need no compiler.

Fails on: a source no target compiles, a header nobody includes, a document nothing links to, a link that leads nowhere;
a file without its SPDX line; a source over 500 lines, or over 300 and not in tools/long_files.txt at that length (that
list may only get shorter; --write-long-files rewrites it, for a change a reviewer has agreed to); scenario words in
src/; calls that would bypass the injected clock, random numbers or memory ownership; marks of unfinished work.
"""
import argparse
import re
from pathlib import Path

import tree

LONG, LONGEST = 300, 500
LIST = Path('tools/long_files.txt')
SOURCE = ('.cpp', '.hpp', '.py', '.ts', '.vue', '.mjs', '.css', '.sql', '.cmake', '.sh')
BEARS_SPDX = SOURCE + ('.md', '.yaml', '.yml', '.bpmn', '.dmn', '.html', '.svg', '.js', 'CMakeLists.txt', 'Makefile')
NO_SPDX = re.compile(r'^packs/.*/tests/.*\.(html|svg)$|/testdata/|^web/test/|^web/index\.html$')

# What belongs to a scenario or to one place. Tests may use such words as plain text; the packs of tests are silly ones.
SCENARIO = re.compile(r'食品|餐饮|云汀|\byunting\b|\bfood\b|\brestaurants?\b|331179', re.I)

# pattern, what to use instead, {file: why it is the exception}
BANNED = [
    (r'system_clock::now\s*\(', 'take a Clock (base/clock.hpp)', {
        'src/base/clock.cpp': 'is the clock',
        'src/http/worker.cpp': 'fills the Date header, the protocol\'s own time'}),
    (r'steady_clock::now\s*\(', 'take a Clock (base/clock.hpp)', None),
    (r'\brandom_device\b|\bs?rand\s*\(', 'take a Random (base/random.hpp)', {'src/base/random.cpp': 'is the source'}),
    (r'\bsleep_(for|until)\b|\bu?sleep\s*\(', 'wait on a condition; tests use a virtual clock', {
        'src/storage/testing/cluster.cpp': 'waits for another program to start',
        'src/storage/postgresql/store.cpp': 'asks a server that went away for a transaction\'s fate',
        'src/http/limits_test.cpp': 'is a client that sends slowly on purpose'}),
    (r'(?<!operator )\bnew\s+(\(|[A-Za-z_:<])', 'make_unique, make_shared or a container', {}),
    (r'(?<!operator )(?<!=)(?<!= )\bdelete\b\s*(\[\])?\s*[A-Za-z_(*]', 'an owner type', {}),
    (r'\b(malloc|free)\s*\(', 'an owner type', {}),
    (r'\busing\s+namespace\s+std\s*;', 'write std::', {}),
]
UNFINISHED = re.compile(r'\b(' + '|'.join(['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX']) + r')\b')
# make_unique cannot reach a private constructor, nor an aggregate of references in C++20 as clang 14 has it.
OWNED_AT_ONCE = re.compile(r'(unique_ptr<[^;{}]{1,120}>\s*(\w+\s*)?[({]|\.reset\()\s*new\b')


def check_compiled(sources, cmake_of, modules):
    """Each .cpp below src/ lies in a module's folder (module.cmake compiles all of it); each header is included."""
    findings = []
    included = set()
    for path, text in sources.items():
        for target in re.findall(r'#\s*include\s+"([^"]+)"', text):
            if 'src/' + target != path.rsplit('.', 1)[0] + '.hpp':
                included.add('src/' + target)
    for path in sources:
        module = path.split('/')[1]
        if module not in modules or 'hz_module(' not in cmake_of.get(module, '') and 'add_executable(' not in cmake_of.get(module, ''):
            findings.append(f'{path}: no target compiles it')
        if path.endswith('.hpp') and path not in included:
            findings.append(f'{path}: no file but its own source includes it')
    return findings


LINK = re.compile(r'!?\[[^\]]*\]\(([^)\s]+)[^)]*\)')
SPAN = re.compile(r'```.*?```|`[^`\n]*`', re.S)


def check_links(documents, exists):
    """`documents`: {path: text}. A README.md speaks for its folder; any other document is linked by one of them."""
    findings, linked = [], set()
    for path, text in documents.items():
        for target in LINK.findall(SPAN.sub('', text)):
            if re.match(r'[a-z]+:|#', target):
                continue
            goal = (Path('/') / Path(path).parent / target.split('#')[0]).resolve().relative_to('/')
            linked.add(str(goal))
            if not exists(goal):
                findings.append(f'{path}: the link to {target} leads nowhere')
    for path in documents:
        if Path(path).name != 'README.md' and path not in linked:
            findings.append(f'{path}: no document links to it')
    return findings


def check_spdx(path, text):
    if any('SPDX-License-Identifier: Apache-2.0' in line for line in text.splitlines()[:3]):
        return []
    return [f'{path}: no SPDX line at its top']


def is_generated(path):
    """As long as what it is made from."""
    return 'Do not edit' in tree.read(path)[:300]


def check_lengths(lengths, allowed):
    findings = []
    for path, count in lengths.items():
        if count > LONGEST:
            findings.append(f'{path}: {count} lines; split it (at most {LONGEST})')
        elif count > LONG and count > allowed.get(path, 0):
            findings.append(f'{path}: {count} lines; split it (aim for 100, at most {LONG})')
    for path, count in allowed.items():
        if lengths.get(path, 0) <= LONG:
            findings.append(f'{LIST}: {path} is short now; take it off the list')
        elif lengths[path] < count:
            findings.append(f'{LIST}: {path} has {lengths[path]} lines now; write that instead of {count}')
    return findings


def check_calls(path, text):
    code, findings = OWNED_AT_ONCE.sub('owned', tree.code_only(text)), []
    for pattern, instead, exceptions in BANNED:
        if exceptions is None and (tree.is_test(path) or not path.startswith(('src/cases/', 'src/process/', 'src/rules/',
                                   'src/calendar/', 'src/form/', 'src/service/', 'src/registry/', 'src/identity/'))):
            continue
        if path in (exceptions or {}):
            continue
        for found in re.finditer(pattern, code):
            findings.append(f'{path}:{tree.line_of(code, found.start())}: {found.group().strip()} — {instead}')
    return findings


def check_words(path, text, packs):
    findings = []
    for found in [] if tree.is_test(path) else SCENARIO.finditer(text):
        findings.append(f'{path}:{tree.line_of(text, found.start())}: "{found.group()}" belongs in a pack')
    if not path.startswith('src/app/'):
        for name in packs:
            for found in re.finditer(re.escape(name), text):
                findings.append(f'{path}:{tree.line_of(text, found.start())}: names the pack {name}')
    return findings


def read_list():
    rows = [line.split() for line in tree.read(LIST).splitlines() if line and not line.startswith('#')] if (tree.ROOT / LIST).exists() else []
    return {path: int(count) for count, path in rows}


def self_test():
    me = 'check_files'
    tree.expect(me, check_calls('src/a/a.cpp', 'auto p = new Thing;')[0][:15], 'src/a/a.cpp:1: ')
    tree.expect(me, check_calls('src/a/a.cpp', '// new Thing\nauto s = "new thing"; a(const a&) = delete; news(1);'), [])
    tree.expect(me, len(check_calls('src/a/a.cpp', 'std::chrono::system_clock::now()')), 1)
    tree.expect(me, check_calls('src/a/a.cpp', 'return std::unique_ptr<A>(new A(b));'), [])
    tree.expect(me, check_calls('src/base/clock.cpp', 'std::chrono::system_clock::now()'), [])
    tree.expect(me, len(check_words('src/a/a.cpp', 'x\n// 食品经营', [])), 1)
    tree.expect(me, check_words('src/a/a.cpp', 'foodie', []), [])
    tree.expect(me, check_lengths({'a': 100, 'b': 301, 'c': 400}, {'c': 400}), ['b: 301 lines; split it (aim for 100, at most 300)'])
    tree.expect(me, len(check_lengths({'a': 100, 'b': 501}, {'a': 320, 'b': 501})), 2)
    docs = {'README.md': '[a](docs/a.md) [w](https://x.y)', 'docs/a.md': '[up](../README.md#top) `[no](no.md)`', 'docs/b.md': ''}
    tree.expect(me, check_links(docs, lambda path: str(path) in docs), ['docs/b.md: no document links to it'])
    tree.expect(me, len(check_links({'README.md': '[a](gone.md)'}, lambda path: False)), 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--write-long-files', action='store_true', help=f'write {LIST} as the tree is now')
    options = parser.parse_args()
    self_test()

    every = [str(path) for path in tree.files()]
    lengths = {path: tree.read(path).count('\n') for path in every if path.endswith(SOURCE) and not is_generated(path)}
    if options.write_long_files:
        rows = [f'{count} {path}\n' for path, count in sorted(lengths.items()) if count > LONG]
        (tree.ROOT / LIST).write_text(f'# Sources over {LONG} lines. May only get shorter: tools/check_files.py.\n' + ''.join(rows))
    findings = check_lengths(lengths, read_list())

    cpp = {path: tree.read(path) for path in every if path.startswith('src/') and path.endswith(('.cpp', '.hpp'))}
    cmake = {path.split('/')[1]: tree.read(path) for path in every if re.fullmatch(r'src/\w+/CMakeLists\.txt', path)}
    findings += check_compiled(cpp, cmake, tree.read('src/CMakeLists.txt').split('foreach(')[1].split(')')[0].split())
    documents = {path: tree.read(path) for path in every if path.endswith('.md')}
    findings += check_links(documents, lambda path: (tree.ROOT / path).exists())
    packs = [Path(path).parent.name for path in every if re.fullmatch(r'packs/[^_/][^/]*/pack\.yaml', path)]
    for path in every:
        if path.endswith(BEARS_SPDX) and not NO_SPDX.search(path):
            findings += check_spdx(path, tree.read(path))
        if path.startswith('src/') and path.endswith(('.cpp', '.hpp', '.sql', '.txt')):
            findings += check_words(path, tree.read(path), [] if tree.is_test(path) else packs)
        if path.startswith('src/') and path.endswith(('.cpp', '.hpp')):
            findings += check_calls(path, tree.read(path))
        if path.endswith(BEARS_SPDX):
            text = tree.read(path)
            findings += [f'{path}:{tree.line_of(text, found.start())}: finish it or write it down as a limit, not {found.group()}'
                         for found in UNFINISHED.finditer(text)]
    tree.finish('check_files', findings, f'{len(every)} files')


if __name__ == '__main__':
    main()
