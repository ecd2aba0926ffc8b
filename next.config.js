// The build step passes BUILD_HASH (the hash of the sources), so that pages, service worker and server name one build.
/** @type {import('next').NextConfig} */
export default {
  agentRules: false,
  allowedDevOrigins: ['127.0.0.1'],
  compress: false,
  generateBuildId: () => process.env.BUILD_HASH ?? 'dev',
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  turbopack: { root: import.meta.dirname },
}
