import { expect, it } from 'vitest';

import { addEvent, eventsUpTo, textAtStep } from '../../../web/model/live-events';

const event = (step: number, value: string): { step: number; name: string; value: string } => ({
  step,
  name: 'rate',
  value,
});

it('keeps events in order and one per step and name', () => {
  const events = addEvent(addEvent([event(9, 'a')], event(3, 'b')), event(9, 'c'));
  expect(events).toEqual([event(3, 'b'), event(9, 'c')]);
  expect(eventsUpTo(events, 8)).toEqual([event(3, 'b')]);
});

it('knows the text in force at a step', () => {
  const events = [event(3, 'b'), event(9, 'c')];
  expect([0, 3, 8, 9].map((step) => textAtStep(events, 'rate', step, 'start'))).toEqual([
    'start',
    'b',
    'b',
    'c',
  ]);
  expect(textAtStep(events, 'other', 9, 'start')).toBe('start');
});
