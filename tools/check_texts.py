#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds the texts people read to both languages.

Fails on: an ErrorCode without Chinese or English, whose id is not <area>.<name> or is given twice, or whose {placeholders}
differ between the languages; a text of web/src/text/ whose key or placeholders are missing in the other language.
"""
import argparse
import json
import re

import tree

CODE = re.compile(r'\bErrorCode\s+(\w+)\s*(?:=\s*(?:ErrorCode)?\s*)?\{(?=\s*")')
STRING = re.compile(r'"((?:\\.|[^"\\\n])*)"')
PLACEHOLDER = re.compile(r'\{(\w+)\}')
HAN = re.compile(r'[\u3400-\u9fff]')
# The first part of an id: the module, or what it keeps where people know that better.
AREAS = {'base': {'json', 'field', 'text', 'input'}, 'cases': {'case'}, 'document': {'file'}, 'pack': {'identifier', 'check'},
         'service': {'licence'}}
PASSED_ON = re.compile(r'\{\w+\}')  # the whole text comes from elsewhere, in the reader's language


def error_codes(text):
    """[(name, id, zh, en, line)]; missing parts are empty."""
    out = []
    for found in CODE.finditer(text):
        parts, at, current, depth = [], found.end(), [], 1
        while at < len(text) and depth:
            string = STRING.match(text, at)
            if string:
                current.append(string.group(1))
                at = string.end()
                continue
            if text.startswith('//', at):
                at = text.index('\n', at)
                continue
            if text[at] in ',}':
                parts.append(''.join(current))
                current = []
                depth -= text[at] == '}'
            at += 1
        parts += [''] * (4 - len(parts))
        out.append((found.group(1), parts[0], parts[2], parts[3], tree.line_of(text, found.start())))
    return out


def placeholders(text):
    """A parameter that is itself a text comes once a language: {what_zh} in one, {what_en} in the other."""
    return {re.sub(r'_(zh|en)$', '', name) for name in PLACEHOLDER.findall(text)}


def check_code(module, name, ident, zh, en):
    findings = []
    if not re.fullmatch(r'[a-z][a-z_]*\.[a-z][a-z0-9_]*', ident):
        findings.append(f'{ident or name}: an id is <area>.<name> in lower case')
    elif ident.split('.')[0] not in {module} | AREAS.get(module, set()):
        findings.append(f'{ident}: begins with another module\'s name')
    if PASSED_ON.fullmatch(zh) and PASSED_ON.fullmatch(en):
        return findings
    if not HAN.search(zh):
        findings.append(f'{ident}: no Chinese text')
    if not en or HAN.search(en):
        findings.append(f'{ident}: no English text')
    if placeholders(zh) != placeholders(en):
        findings.append(f'{ident}: placeholders differ between the languages')
    return findings


def flatten(value, prefix):
    if isinstance(value, dict):
        return {k: v for key, inner in value.items() for k, v in flatten(inner, f'{prefix}.{key}').items()}
    return {prefix: value}


def check_pair(zh, en):
    findings = [f'{key}: missing in en' for key in sorted(zh.keys() - en.keys())]
    findings += [f'{key}: missing in zh-Hans' for key in sorted(en.keys() - zh.keys())]
    for key in sorted(zh.keys() & en.keys()):
        if placeholders(str(zh[key])) != placeholders(str(en[key])):
            findings.append(f'{key}: placeholders differ')
    return findings


def web_texts(language):
    texts = {}
    for path in tree.files('.json', under=f'web/src/text/{language}'):
        texts.update(flatten(json.loads(tree.read(path)), path.stem))
    return texts


def self_test():
    me = 'check_texts'
    source = 'inline constexpr ErrorCode late{"a.late", Category::conflict, "晚了 {n} 天，" // why\n "请等。", "Late, {n} days."};'
    tree.expect(me, error_codes(source), [('late', 'a.late', '晚了 {n} 天，请等。', 'Late, {n} days.', 1)])
    tree.expect(me, check_code('a', 'late', 'a.late', '晚 {n}', 'Late {n}'), [])
    tree.expect(me, len(check_code('a', 'late', 'a.late', '晚 {n}', 'Late {m}')), 1)
    tree.expect(me, check_code('a', 'late', 'a.late', '晚 {n_zh}', 'Late {n_en}'), [])
    tree.expect(me, len(check_code('a', 'late', 'Late', '', '')), 3)
    tree.expect(me, len(check_pair({'a.b': 'x {n}', 'a.c': ''}, {'a.b': 'y'})), 2)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.parse_args()
    self_test()
    findings, seen = [], {}
    for path in tree.files('.hpp', '.cpp', under='src'):
        if tree.is_test(path):
            continue
        for name, ident, zh, en, line in error_codes(tree.read(path)):
            where = f'{path}:{line}'
            findings += [f'{where}: {text}' for text in check_code(path.parts[1], name, ident, zh, en)]
            if ident in seen:
                findings.append(f'{where}: {ident} is also at {seen[ident]}')
            seen[ident] = where
    zh, en = web_texts('zh-Hans'), web_texts('en')
    findings += [f'web/src/text: {text}' for text in check_pair(zh, en)]
    tree.finish('check_texts', findings, f'{len(seen)} error codes, {len(zh)} texts of pages')


if __name__ == '__main__':
    main()
