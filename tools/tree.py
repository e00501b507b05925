# SPDX-License-Identifier: Apache-2.0
"""What the checks share: the files of the tree, C++ without comments, and how findings are told."""
import functools
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILT = {'.git', 'build', 'node_modules', 'dist', 'data'}


@functools.cache
def every_file():
    """What git has or would add; where there is no git, what lies there but for what is built."""
    git = ['git', '-c', 'safe.directory=*', 'ls-files', '-z', '--cached', '--others', '--exclude-standard']
    listed = subprocess.run(git, cwd=ROOT, capture_output=True, check=False)
    if listed.returncode == 0:
        names = {Path(name) for name in listed.stdout.decode().split('\0') if name}
    else:
        names = {path.relative_to(ROOT) for path in ROOT.rglob('*') if not BUILT & set(path.relative_to(ROOT).parts)}
    return sorted(name for name in names if (ROOT / name).is_file())


def files(*suffixes, under=''):
    """Paths relative to ROOT, sorted; only those that end in one of `suffixes`, in the folder `under`."""
    return [path for path in every_file() if (not suffixes or path.name.endswith(suffixes)) and path.is_relative_to(under)]


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
