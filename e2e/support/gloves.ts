import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from 'playwright/test'

/** Axe finds nothing, targets are 56 px and 8 px apart, and nothing goes sideways. */
export async function fitForGloves(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    what,
  ).toEqual([])
  expect(await page.evaluate(smallTargets), what).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${what}: no sideways`).toBe(
    true,
  )
}

/** Buttons under 56 px, and keys nearer than 8 px to the next. */
function smallTargets(): string[] {
  const boxes = [...document.querySelectorAll('button, a[href]')]
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0 && box.height > 0)
  const small = boxes.filter(({ element, box }) => {
    // The eight places of a phone's plate cannot be wider; they are high instead.
    const place = /^号牌第/.test(element.getAttribute('aria-label') ?? '')
    return box.height < 55.5 || (box.width < 55.5 && !place)
  })
  const near = boxes.filter(({ element, box }) =>
    boxes.some(
      (other) =>
        other.element !== element &&
        // Parts of one switch are parted by an edge; so are the places of a plate.
        other.element.parentElement === element.parentElement &&
        getComputedStyle(element).borderRadius === '10px' &&
        /^.$/u.test(element.textContent ?? '') &&
        other.box.top < box.bottom &&
        other.box.bottom > box.top &&
        other.box.left >= box.right &&
        other.box.left - box.right < 7.5,
    ),
  )
  return [
    ...small.map(({ element, box }) => `${element.textContent} ${Math.round(box.width)}x${Math.round(box.height)}`),
    ...near.map(({ element }) => `${element.textContent} is too near to the next`),
  ]
}
