import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from 'playwright/test'

/** Axe finds nothing, contrast is 7:1 for the sun, and it fits hands, in both languages. The page speaks Chinese. */
export async function fitForGloves(page: Page, what: string): Promise<void> {
  const axe = new AxeBuilder({ page }).options({ rules: { 'color-contrast-enhanced': { enabled: true } } })
  const { violations } = await axe.analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    what,
  ).toEqual([])
  await fitForHands(page, what)
  await switchLanguage(page, 'en')
  await fitForHands(page, `${what}, in English`)
  await switchLanguage(page, 'zh-CN')
}

/** One tap, on the bar that stands over every screen of a tablet. */
async function switchLanguage(page: Page, to: 'en' | 'zh-CN'): Promise<void> {
  await page.locator(`header button[lang="${to}"]`).tap()
  await expect(page.locator('html')).toHaveAttribute('lang', to)
}

/** Targets are 56 px and 8 px apart, nothing goes sideways, no word is cut off, the way on is in sight and hides no key. */
async function fitForHands(page: Page, what: string): Promise<void> {
  expect(await page.evaluate(smallTargets), what).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${what}: no sideways`).toBe(
    true,
  )
  expect(await page.evaluate(cutOff), `${what}: words cut off`).toEqual([])
  expect(await page.evaluate(outOfSight), `${what}: the way on, without scrolling`).toEqual([])
  expect(await page.evaluate(underTheBar), `${what}: keys under the bar of the thumb`).toEqual([])
}

/** Keys whose words are wider or higher than they are. */
function cutOff(): string[] {
  return (
    [...document.querySelectorAll('button, button > span')]
      // A part that clips what does not fit (`contain: strict`) hides it from its key.
      .filter((part) => part instanceof HTMLButtonElement || getComputedStyle(part).contain === 'strict')
      .filter(({ scrollWidth, clientWidth, scrollHeight, clientHeight }) => {
        return scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1
      })
      .map(({ textContent }) => textContent ?? '')
  )
}

/** The key that ends a form, where the page stands at its top. */
function outOfSight(): string[] {
  return [...document.querySelectorAll('[data-role=save]')]
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.top < 0 || box.bottom > innerHeight)
    .map(({ element, box }) => `${element.textContent} at ${Math.round(box.bottom)} of ${innerHeight}`)
}

/** Keys of the entry that lie beneath the one that saves, where the page stands at its top. */
function underTheBar(): string[] {
  const bar = document.querySelector('[data-role=save]')?.parentElement
  if (!bar) return []
  const { top, bottom, left, right } = bar.getBoundingClientRect()
  return [...document.querySelectorAll('main button')]
    .filter((key) => !bar.contains(key) && key.checkVisibility({ contentVisibilityAuto: true }))
    .map((key) => ({ key, box: key.getBoundingClientRect() }))
    .filter(({ box }) => box.bottom > top + 1 && box.top < bottom && box.right > left && box.left < right)
    .map(({ key, box }) => `${key.textContent} to ${Math.round(box.bottom)} of ${Math.round(top)}`)
}

/** Buttons under 56 px, and keys nearer than 8 px to the next. */
function smallTargets(): string[] {
  const boxes = [...document.querySelectorAll('button, a[href]')]
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0 && box.height > 0)
  const small = boxes.filter(({ element, box }) => {
    // The eight places of a phone's plate cannot be wider; they are high instead.
    const place = /^(号牌第|Plate place)/.test(element.getAttribute('aria-label') ?? '')
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
