// SPDX-License-Identifier: Apache-2.0
// Styles of form-js, loaded with it.
import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import './form-js.css';
