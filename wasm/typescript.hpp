// TypeScript's spelling of what crosses the boundary, for the generated separatrix.d.ts. The
// compiler of web/engine holds it against types.ts, which explains the fields.
#pragma once

#define TS_ERROR "{ code: string, field: string, value: string, allowed: string, remedy: string }"
#define TS_RESULT(value) "{ ok: true, value: " value " } | { ok: false, error: " TS_ERROR " }"

#define TS_PAIRS "ReadonlyArray<readonly [name: string, text: string]>"
#define TS_EVENT "{ readonly step: number, readonly name: string, readonly value: string }"
#define TS_FILE "{ readonly name: string, readonly bytes: Uint8Array }"

#define TS_STOP                                                                                 \
  "{ reason: 'converged' | 'diverged' | 'limit' | 'user', rule: string, step: number, layer?: " \
  "string, cause?: string, numbers: Record<string, number> }"
#define TS_STATUS                                                                               \
  "{ units: number, steps: number, gradientEvaluations: number, atBoundary: boolean, stopped: " \
  "boolean, stop?: " TS_STOP " }"

#define TS_SCALE "'linear' | 'log'"
#define TS_KIND "'lines' | 'values' | 'spectrum' | 'field' | 'scatter' | 'images' | 'network'"
#define TS_AXIS "{ name: string, unit: string, scale: " TS_SCALE " }"
#define TS_FIELD                                                                            \
  "{ xAxis: " TS_AXIS ", yAxis: " TS_AXIS                                                   \
  ", rows: number, columns: number, unit: string, diverging: boolean, logLevels: boolean, " \
  "xLabels: string[], yLabels: string[] }"
#define TS_PANEL                                                                              \
  "{ id: string, kind: " TS_KIND ", xAxis: " TS_AXIS ", yAxis: " TS_AXIS                      \
  ", series: { name: string, unit: string, band: boolean }[]"                                 \
  ", values: { name: string, unit: string, reference?: { value: number, source: string } }[]" \
  ", groups: { name: string, unit: string }[], field?: " TS_FIELD                             \
  ", images?: { rows: number, columns: number, classNames: string[] } }"
#define TS_RUN_INFO \
  "{ panels: (" TS_PANEL ")[], params: [name: string, text: string][], seed: number | null }"

#define TS_PARAM                                                                                 \
  "{ name: string, type: 'integer' | 'number' | 'boolean' | 'choice' | 'integer_list' | "        \
  "'number_list' | 'choice_list' | 'text', default: number | boolean | string | number[] | "     \
  "string[], defaultText: string, min?: number, max?: number, choices?: string[], "              \
  "scale: " TS_SCALE                                                                             \
  ", unit?: string, live: boolean, when?: Record<string, string[]>, group: string, maxLength?: " \
  "number, withoutFiles?: boolean }"
#define TS_EXPERIMENT                                                                          \
  "{ id: string, source: string, hasSteps: boolean, acceptsFiles: boolean, params: (" TS_PARAM \
  ")[], panels: { id: string, kind: " TS_KIND " }[] }"
#define TS_REGISTRY                                                                       \
  "{ version: string, seed: { min: number, max: number, default: number }, experiments: " \
  "(" TS_EXPERIMENT ")[] }"

#define TS_OFFSETS "Record<string, number>"
#define TS_FRAME_LAYOUT                                                                            \
  "{ magic: number, version: number, headerSize: number, sectionSize: number, header: " TS_OFFSETS \
  ", section: " TS_OFFSETS ", flags: " TS_OFFSETS                                                  \
  ", dtypes: string[], slots: string[], kinds: string[] }"
