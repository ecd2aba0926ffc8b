/** What the map paints anew in parts after a change is, pixel by pixel, what it paints whole. */
import { expect, type Page, test } from 'playwright/test'
import type {} from './bench/map-panning-page'
import { serveBenchPage } from './bench/serve-bench-page'

/** The pixels of every tile, by where it lies. */
const tilesOf = async (page: Page, address: string) => {
  await page.goto(address)
  await page.waitForFunction(() => document.querySelector('[data-waiting="0"]') !== null)
  if (!address.includes('after')) await page.evaluate(() => window.mapBench?.restyle())
  const tiles = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLCanvasElement>('canvas.leaflet-tile-loaded')].map((tile) => {
      const { data = [] } = tile.getContext('2d')?.getImageData(0, 0, tile.width, tile.height) ?? {}
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
