// SPDX-License-Identifier: Apache-2.0
import vue from 'eslint-plugin-vue';
import ts from 'typescript-eslint';

export default ts.config(
  ts.configs.recommended,
  vue.configs['flat/essential'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    rules: {
      'vue/multi-word-component-names': 'off',
      'vue/no-v-html': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
      'max-lines': ['error', 320],
    },
  },
  { files: ['src/shared/api/schema.ts'], rules: { 'max-lines': 'off' } },
  { files: ['tools/**'], languageOptions: { globals: { process: 'readonly', console: 'readonly' } }, rules: { 'no-console': 'off' } },
);
