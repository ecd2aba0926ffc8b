import type { MetadataRoute } from 'next'

/** Installed, it opens as the tablet: on iPads only an installed page keeps its storage. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: '/tablet',
    name: '卡口 Kakou',
    short_name: '卡口',
    description: '道路卡口登记与指挥',
    lang: 'zh-CN',
    start_url: '/tablet',
    scope: '/',
    display: 'standalone',
    background_color: '#EEF1F4',
    theme_color: '#FFFFFF',
    icons: [{ src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
  }
}
