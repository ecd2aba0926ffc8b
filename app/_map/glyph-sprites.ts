import type { Glyph } from '../_ui/glyphs'

/** Glyphs as small canvases, drawn once a look: the same paths and tokens as the elements', at the screen's own pixels. */

const COUNT_FONT = '700 13px'
/** From the middle down to the line on which a count is written, as in `glyphMarkup`. */
const COUNT_BASE_PX = 4.6

export class GlyphSprites {
  readonly #element: Element
  readonly #colours = new Map<string, string>()
  /** Device px to one px of the glyph. */
  readonly #ratio: number
  readonly #known = new Map<Glyph, Map<string, HTMLCanvasElement>>()

  /** Tokens are those in force at the element. */
  constructor(element: Element, ratio: number) {
    this.#element = element
    this.#ratio = ratio
  }

  /** Of an even number of device px to a side, so that its middle lies between two. */
  of(glyph: Glyph, count = ''): HTMLCanvasElement {
    const counts = this.#known.get(glyph) ?? new Map<string, HTMLCanvasElement>()
    this.#known.set(glyph, counts)
    const known = counts.get(count)
    if (known) return known
    const sprite = this.#draw(glyph, count)
    counts.set(count, sprite)
    return sprite
  }

  colour(token: string): string {
    const known = this.#colours.get(token)
    if (known !== undefined) return known
    const colour = getComputedStyle(this.#element).getPropertyValue(`--${token}`).trim() || 'transparent'
    this.#colours.set(token, colour)
    return colour
  }

  #draw(glyph: Glyph, count: string): HTMLCanvasElement {
    const sprite = document.createElement('canvas')
    const half = Math.ceil(glyph.reach * this.#ratio)
    sprite.width = 2 * half
    sprite.height = 2 * half
    const context = sprite.getContext('2d')
    if (!context) return sprite
    context.setTransform(this.#ratio, 0, 0, this.#ratio, half, half)
    context.lineJoin = 'round'
    for (const { d, fill, stroke, width, dash, cap } of glyph.layers) {
      const path = new Path2D(d)
      if (fill) {
        context.fillStyle = this.colour(fill)
        context.fill(path)
      }
      if (!stroke) continue
      context.strokeStyle = this.colour(stroke)
      context.lineWidth = width ?? 1
      context.lineCap = cap ?? 'round'
      context.setLineDash([...(dash ?? [])])
      context.stroke(path)
    }
    if (count !== '') {
      context.font = `${COUNT_FONT} ${getComputedStyle(this.#element).fontFamily}`
      context.textAlign = 'center'
      context.fillStyle = this.colour('mark-casing')
      context.fillText(count, 0, COUNT_BASE_PX)
    }
    return sprite
  }
}
