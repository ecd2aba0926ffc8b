const WORDS: Readonly<Record<string, string>> = {
  masks: '口罩',
  suits: '防护服',
  goggles: '护目镜',
  alcohol: '酒精',
  disinfectant: '消毒液',
  thermometers: '测温仪',
  gloves: '手套',
}

/** A supply in Chinese; one that a checkpoint named itself as it named it. */
export const supplyWord = (key: string): string => WORDS[key] ?? key
