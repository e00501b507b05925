# SPDX-License-Identifier: Apache-2.0
"""What the checks share: the files of the tree, C++ without comments, and how findings are told."""
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def files(*suffixes, under=''):
    """Paths relative to ROOT of every file git has or would add, sorted; only those that end in one of `suffixes`."""
    out = subprocess.run(['git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', under or '.'],
                         cwd=ROOT, capture_output=True, check=True).stdout.decode()
    found = sorted({Path(name) for name in out.split('\0') if name})
    return [path for path in found if (not suffixes or path.name.endswith(suffixes)) and (ROOT / path).is_file()]


def read(path):
    return (ROOT / path).read_text(encoding='utf-8', errors='replace')


def is_test(path):
    """Tests, fuzz targets and what only they use."""
    return bool(re.search(r'(_test|_fuzz)\.cpp$|/testing/|/test_|_fixture\.|_test_support\.|\.test\.ts$', str(path)))


TOKEN = re.compile(r'R"(?P<tag>\w*)\(.*?\)(?P=tag)"|"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*.*?\*/', re.S)


def code_only(text):
    """C++ with comments and the content of strings blanked, line numbers kept."""
    def blank(found):
        word = found.group()
        kept = '""' if word[0] in 'R"' else ''
        return kept + '\n' * word.count('\n')
    return TOKEN.sub(blank, text)


def line_of(text, offset):
    return text.count('\n', 0, offset) + 1


def finish(name, findings, summary):
    """Prints every finding and ends the program: 0 when there is none."""
    for finding in findings:
        print(f'{name}: {finding}')
    print(f'{name}: {summary}; {len(findings)} finding{"" if len(findings) == 1 else "s"}')
    sys.exit(1 if findings else 0)


def expect(name, got, wanted):
    """For self-tests."""
    if got != wanted:
        sys.exit(f'{name}: self-test failed: {got!r} instead of {wanted!r}')
