import type { Metadata } from 'next'
import { Wall } from './wall'

export const metadata: Metadata = { title: '大屏 · 卡口 Kakou' }

export default function Page() {
  return <Wall />
}
