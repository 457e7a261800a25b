/** Live changes of a run (contract 3): what `at=` carries. */

import type { LiveEvent } from '../engine/types';

/** Adds an event; a second change of the same parameter at the same step replaces the first. */
export function addEvent(events: readonly LiveEvent[], event: LiveEvent): readonly LiveEvent[] {
  const others = events.filter(({ step, name }) => step !== event.step || name !== event.name);
  return [...others, event].sort((a, b) => a.step - b.step);
}

/** The events of a run restored to `step`: what it has seen, and what it was built to see later. */
export function eventsUpTo(
  events: readonly LiveEvent[],
  step: number,
  scheduled: readonly LiveEvent[] = [],
): readonly LiveEvent[] {
  return events.filter((event) => event.step <= step || scheduled.includes(event));
}

/** The text of a live parameter after `step` steps. */
export function textAtStep(
  events: readonly LiveEvent[],
  name: string,
  step: number,
  configured: string,
): string {
  let text = configured;
  for (const event of events) {
    if (event.name === name && event.step <= step) text = event.value;
  }
  return text;
}
