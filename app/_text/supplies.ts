/** Supplies that the tablet counts, by name; others are shown as they were sent. */
'use client'

import { useCallback } from 'react'
import { text, useText } from './language'

export const SUPPLIES_ZH = {
  masks: '口罩',
  suits: '防护服',
  goggles: '护目镜',
  alcohol: '酒精（瓶）',
  disinfectant: '消毒液（升）',
  thermometers: '测温枪',
}
export const SUPPLIES_EN: typeof SUPPLIES_ZH = {
  masks: 'Masks',
  suits: 'Suits',
  goggles: 'Goggles',
  alcohol: 'Alcohol (bottles)',
  disinfectant: 'Disinfectant (l)',
  thermometers: 'Thermometers',
}

const supplies = text({ names: SUPPLIES_ZH }, { names: SUPPLIES_EN })

export const useSupplyName = (): ((supply: string) => string) => {
  const { names } = useText(supplies)
  return useCallback((supply) => names[supply as keyof typeof names] ?? supply, [names])
}
