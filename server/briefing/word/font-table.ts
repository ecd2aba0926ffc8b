import { FONT } from './measures'

/** A font with others that a machine without it may take, by their names there. */
const FONTS: readonly { name: string; others: string; family: string }[] = [
  { name: FONT.title, others: '小标宋体,华文中宋,STZhongsong,宋体,SimSun,Noto Serif CJK SC', family: 'roman' },
  { name: FONT.body, others: '仿宋,FangSong,华文仿宋,STFangsong,FandolFang,Noto Serif CJK SC', family: 'modern' },
  { name: FONT.heading, others: 'SimHei,华文黑体,STHeiti,Noto Sans CJK SC', family: 'modern' },
  { name: FONT.subheading, others: '楷体,KaiTi,华文楷体,STKaiti,FandolKai,Noto Serif CJK SC', family: 'modern' },
  { name: FONT.number, others: 'SimSun,华文宋体,STSong,Noto Serif CJK SC', family: 'roman' },
]

/** `word/fontTable.xml`: every font by name with what may stand in its place, none embedded. */
export const fontTable = (): string => {
  const fonts = FONTS.map(
    ({ name, others, family }) =>
      `<w:font w:name="${name}"><w:altName w:val="${others}"/><w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="variable"/></w:font>`,
  )
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join('')}<w:font w:name="${FONT.latin}"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>`
}
