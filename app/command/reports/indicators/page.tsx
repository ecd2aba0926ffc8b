import type { Metadata } from 'next'
import { Indicators } from './indicators'

export const metadata: Metadata = { title: '手工指标 · 卡口 Kakou' }

export default function Page() {
  return <Indicators />
}
