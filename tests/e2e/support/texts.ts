/** What a reader can read on the page, shadow trees included. */

import type { Page } from '@playwright/test';

/** Texts of visible elements, and labels and titles that stand for texts. In order, without repeats. */
export async function visibleTexts(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const found = new Set<string>();
    const visit = (node: Node): void => {
      if (node instanceof Element) {
        if (['STYLE', 'SCRIPT', 'TEMPLATE', 'NOSCRIPT'].includes(node.tagName)) return;
        if (!node.checkVisibility({ visibilityProperty: true })) return;
        for (const name of ['aria-label', 'title', 'placeholder']) {
          const text = node.getAttribute(name)?.trim();
          if (text) found.add(text);
        }
        if (node.shadowRoot) node.shadowRoot.childNodes.forEach(visit);
      } else if (node instanceof Text) {
        const text = node.data.trim().replace(/\s+/g, ' ');
        if (text !== '') found.add(text);
      }
      node.childNodes.forEach(visit);
    };
    visit(document.body);
    return [...found];
  });
}
