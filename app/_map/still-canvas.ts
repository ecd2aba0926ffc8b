/**
 * A canvas of the page that is handed its picture whole. One that is drawn on itself is copied for the compositor in each
 * frame in which anything on the page changes, which without a GPU is a quarter of the main thread where a map has fifty
 * tiles; this one is only when it gets another picture. It is painted on `context`, and seen after `show`.
 */
export class StillCanvas {
  readonly element = document.createElement('canvas')
  /** The size is given by `resize`. */
  readonly context: OffscreenCanvasRenderingContext2D | null
  readonly #sheet = new OffscreenCanvas(1, 1)
  readonly #shown: ImageBitmapRenderingContext | null
  readonly #settings: { alpha: boolean }

  constructor({ isOpaque }: { isOpaque: boolean }) {
    this.#settings = { alpha: !isOpaque }
    this.context = this.#sheet.getContext('2d', this.#settings)
    this.#shown = this.element.getContext('bitmaprenderer', this.#settings)
  }

  /** Device px. What was painted is gone. */
  resize(width: number, height: number): void {
    this.#sheet.width = width
    this.#sheet.height = height
    this.element.width = width
    this.element.height = height
  }

  /** `isKept`: what was painted stays on the sheet, to be painted on; otherwise it begins empty again, at no cost. */
  show(isKept: boolean): void {
    this.#shown?.transferFromImageBitmap((isKept ? this.#copied() : this.#sheet).transferToImageBitmap())
  }

  #copied(): OffscreenCanvas {
    const copy = new OffscreenCanvas(this.#sheet.width, this.#sheet.height)
    copy.getContext('2d', this.#settings)?.drawImage(this.#sheet, 0, 0)
    return copy
  }
}
