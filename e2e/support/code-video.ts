/** What a camera sees that is held before a screen of QR codes: a video file for Chromium's fake device. */
import { encode } from 'uqr'

const WIDTH = 640
const HEIGHT = 480
const PIXELS_A_MODULE = 4
/** Pictures a second, and of each code: longer than the tablet's own look takes. */
const RATE = 5
const PICTURES_A_CODE = 3

/** YUV4MPEG2, 4:2:0: one code after the other, round and round (the device begins again at the end). */
export function codeVideo(codes: readonly string[]): Uint8Array {
  const parts = [Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${RATE}:1 Ip A1:1 C420jpeg\n`)]
  for (const code of codes) {
    const picture = [Buffer.from('FRAME\n'), lumaOf(code), Buffer.alloc((WIDTH * HEIGHT) / 2, 128)]
    for (let shown = 0; shown < PICTURES_A_CODE; shown++) parts.push(...picture)
  }
  return Buffer.concat(parts)
}

function lumaOf(code: string): Buffer<ArrayBuffer> {
  const { data, size } = encode(code, { ecc: 'M', border: 4 })
  const luma = Buffer.alloc(WIDTH * HEIGHT, 255)
  const left = Math.floor((WIDTH - size * PIXELS_A_MODULE) / 2)
  const top = Math.floor((HEIGHT - size * PIXELS_A_MODULE) / 2)
  if (top < 0) throw new Error(`a code of ${size} modules does not fit into the picture`)
  for (const [y, row] of data.entries()) {
    for (const [x, isDark] of row.entries()) {
      if (!isDark) continue
      for (let line = 0; line < PIXELS_A_MODULE; line++) {
        const at = (top + y * PIXELS_A_MODULE + line) * WIDTH + left + x * PIXELS_A_MODULE
        luma.fill(0, at, at + PIXELS_A_MODULE)
      }
    }
  }
  return luma
}
