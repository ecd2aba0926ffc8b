/** What the map paints, pixel by pixel: a part painted anew is as painted whole, a marker that is drawn is as an element. */
import { expect, type Page, test } from 'playwright/test'
import { worldX, worldY } from '../app/_map/mercator'
import { MOST_ELEMENTS } from '../app/_map/shared-out'
import { CHECKPOINT_GLYPHS } from '../app/_ui/glyphs'
import { latticePlaces } from './bench/generated-roads'
import type {} from './bench/map-panning-page'
import { serveBenchPage } from './bench/serve-bench-page'

/** The pixels of every tile, by where it lies. */
const tilesOf = async (page: Page, address: string) => {
  await page.goto(address)
  await page.waitForFunction(() => document.querySelector('[data-waiting="0"]') !== null)
  if (!address.includes('after')) await page.evaluate(() => window.mapBench?.restyle())
  const tiles = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLCanvasElement>('canvas.leaflet-tile-loaded')].map((tile) => {
      const context = new OffscreenCanvas(tile.width, tile.height).getContext('2d')
      context?.drawImage(tile, 0, 0)
      const { data = [] } = context?.getImageData(0, 0, tile.width, tile.height) ?? {}
      return [tile.style.transform, [...data].map((value) => String.fromCharCode(value)).join('')] as const
    }),
  )
  return new Map(tiles)
}

/** Of 255. Edges are smoothed a little otherwise where a part begins elsewhere: coordinates are floats of 32 bits. */
const SEEN = 80

test('roads that change their state in parts of tiles are as if painted whole', async ({ page }) => {
  const server = await serveBenchPage('e2e/bench/map-panning-page.tsx')
  try {
    await page.setViewportSize({ width: 480, height: 360 })
    const parts = await tilesOf(page, `${server.address}/?segments=3000`)
    const whole = await tilesOf(page, `${server.address}/?segments=3000&after`)
    expect(parts.size).toBeGreaterThan(8)
    const differences = [...parts].map(([place, pixels]) => {
      const other = whole.get(place) ?? ''
      let most = pixels.length === other.length ? 0 : 255
      for (let at = 0; at < other.length; at++)
        most = Math.max(most, Math.abs(pixels.charCodeAt(at) - other.charCodeAt(at)))
      return most
    })
    expect(differences.filter((difference) => difference > SEEN)).toEqual([])
  } finally {
    await server.close()
  }
})

const pinned = latticePlaces()

const CORNER = { x: 2, y: 2 }

/** Where each marker stands on the screen, told from two that are elements. */
const spotsOf = async (page: Page) => {
  const centre = async (at: number) => {
    const box = await page.locator(`[data-marker="${pinned[at]?.name}"] svg`).boundingBox()
    if (!box) throw new Error('not an element')
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }
  // Neither of one row nor of one column.
  const [first, second] = [await centre(0), await centre(20)]
  const world = pinned.map(({ lng, lat }) => ({ x: worldX(lng), y: worldY(lat) }))
  const [a, b] = [world[0] ?? CORNER, world[20] ?? CORNER]
  const scale = (first.x - second.x) / (a.x - b.x)
  return world.map(({ x, y }) => ({ x: first.x + (x - a.x) * scale, y: first.y + (y - a.y) * scale }))
}

/** The greatest difference of any pixel's channel between two pictures of one size, of 255. */
const greatestDifference = (page: Page, one: Buffer, other: Buffer) =>
  page.evaluate(
    async (pictures) => {
      const [a = [], b = []] = await Promise.all(
        pictures.map(async (picture) => {
          const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob())
          const canvas = new OffscreenCanvas(image.width, image.height)
          const context = canvas.getContext('2d')
          context?.drawImage(image, 0, 0)
          return [...(context?.getImageData(0, 0, image.width, image.height).data ?? [])]
        }),
      )
      return a.reduce(
        (most, value, at) => Math.max(most, Math.abs(value - (b[at] ?? 0))),
        a.length === b.length ? 0 : 255,
      )
    },
    [one.toString('base64'), other.toString('base64')],
  )

const hideDrawn = (isHidden: boolean) => {
  const canvas = document.querySelector<HTMLElement>('[data-drawn-markers]')
  if (canvas) canvas.style.visibility = isHidden ? 'hidden' : ''
}

test('of many markers most are drawn, each like an element, which it becomes under the pointer; a finger presses it too', async ({
  browser,
}) => {
  const server = await serveBenchPage('e2e/bench/map-panning-page.tsx')
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, hasTouch: true })
  const page = await context.newPage()
  try {
    await page.goto(`${server.address}/?segments=2000&lattice`)
    await page.waitForFunction(() => document.querySelector('[data-waiting="0"]') !== null)
    const isElement = await page.evaluate(
      (names) => names.map((name) => document.querySelector(`[data-marker="${name}"]`) !== null),
      pinned.map(({ name }) => name),
    )
    expect(isElement.filter(Boolean)).toHaveLength(MOST_ELEMENTS)
    await expect(page.locator('[data-drawn-markers]')).toHaveAttribute(
      'data-drawn-markers',
      String(pinned.length - MOST_ELEMENTS),
    )

    const spots = await spotsOf(page)
    const kinds = Object.keys(CHECKPOINT_GLYPHS).length
    const drawnAt = isElement.flatMap((one, at) => (one ? [] : [at])).slice(0, kinds)
    expect(new Set(drawnAt.map((at) => at % kinds)).size, 'every glyph').toBe(kinds)
    for (const at of drawnAt) {
      const { x, y } = spots[at] ?? CORNER
      const clip = { x: Math.round(x) - 12, y: Math.round(y) - 12, width: 24, height: 24 }
      await page.mouse.move(CORNER.x, CORNER.y)
      await expect(page.locator(`[data-marker="${pinned[at]?.name}"]`)).not.toBeAttached()
      const drawn = await page.screenshot({ clip })
      await page.mouse.move(x, y)
      await expect(page.locator(`[data-marker="${pinned[at]?.name}"]`)).toContainText(pinned[at]?.name ?? '')
      await page.evaluate(hideDrawn, true)
      const element = await page.screenshot({ clip })
      await page.evaluate(hideDrawn, false)
      expect(await greatestDifference(page, drawn, element), `glyph ${at % kinds}`).toBeLessThan(SEEN)
      await page.mouse.down()
      await page.mouse.up()
    }
    const names = drawnAt.map((at) => pinned[at]?.name)
    expect(await page.evaluate(() => window.mapBench?.pressed)).toEqual(names)

    const [touched = 0] = drawnAt
    await page.mouse.move(CORNER.x, CORNER.y)
    const { x, y } = spots[touched] ?? CORNER
    await page.touchscreen.tap(x + 14, y)
    await expect.poll(() => page.evaluate(() => window.mapBench?.pressed.at(-1))).toBe(pinned[touched]?.name)
  } finally {
    await context.close()
    await server.close()
  }
})
