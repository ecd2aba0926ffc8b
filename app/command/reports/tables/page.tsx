import type { Metadata } from 'next'
import { Tables } from './tables'

export const metadata: Metadata = { title: '部门表 · 卡口 Kakou' }

export default function Page() {
  return <Tables />
}
