/**
 * GB/T 9704-2012 in the units of a Word file: twips (twentieths of a point) for lengths, half points for sizes. A
 * millimetre is 1440 / 25.4 twips.
 */
const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4)

export const PAGE = {
  width: twips(210),
  height: twips(297),
  /** 天头 37, 订口 28 mm; the text is 156 × 225 mm. */
  margin: { top: twips(37), bottom: twips(35), left: twips(28), right: twips(26), header: twips(15) },
} as const

/** The page number stands 7 mm below the text, its own line is 14 pt high. */
export const FOOTER = PAGE.margin.bottom - twips(7) - 280

export const TEXT_WIDTH = PAGE.width - PAGE.margin.left - PAGE.margin.right

/** 28 pt exactly: 22 lines on 225 mm. */
export const LINE = 560

/** 二号 22 pt, 三号 16 pt, 四号 14 pt, in half points; the red head is larger than a title, to be seen. */
export const SIZE = { head: 72, title: 44, body: 32, small: 28, table: 21 } as const

/** 三号 characters are 16 pt wide, 28 of them 448 pt on 442.2: each comes a quarter point closer. */
export const CLOSER = -5

/** Two characters of 三号. */
export const TWO_CHARACTERS = 640
export const ONE_CHARACTER = 320

export const RED = 'FF0000'

/** As the standard names them; others that may stand in their place are in the font table. */
export const FONT = {
  title: '方正小标宋简体',
  body: '仿宋_GB2312',
  heading: '黑体',
  subheading: '楷体_GB2312',
  number: '宋体',
  latin: 'Times New Roman',
} as const
