// SPDX-License-Identifier: Apache-2.0
// What we use of dmn-js, which brings no types.
declare module 'dmn-js/lib/*' {
  export interface View { id: string; name?: string; type: 'drd' | 'decisionTable' | 'literalExpression' | 'boxedExpression'; element: ModelElement }
  export interface ModelElement { id?: string; $type: string; [member: string]: unknown }
  export interface Viewer {
    get(name: string, strict?: boolean): unknown;
    on(event: string, listen: (event: { trigger?: string }) => void): void;
  }
  export default class Manager {
    constructor(options: Record<string, unknown>);
    importXML(xml: string): Promise<{ warnings: unknown[] }>;
    saveXML(options?: { format?: boolean }): Promise<{ xml: string }>;
    getViews(): View[];
    getActiveView(): View | undefined;
    getActiveViewer(): Viewer | undefined;
    open(view: View): Promise<unknown>;
    on(event: string, listen: (event: { viewer?: Viewer; views?: View[]; activeView?: View }) => void): void;
    destroy(): void;
  }
}
// What dmn-js reads and writes with; for tests.
declare module 'dmn-moddle' {
  export class DmnModdle {
    fromXML(xml: string, type: string): Promise<{ rootElement: unknown; warnings: unknown[] }>;
    toXML(element: unknown, options?: { format?: boolean }): Promise<{ xml: string }>;
  }
}
