// The build step passes BUILD_HASH (the hash of the sources), so that pages, service worker and server name one build.
/** @type {import('next').NextConfig} */
export default {
  agentRules: false,
  allowedDevOrigins: ['127.0.0.1'],
  // The one name of the build that pages and the service worker may know (app/next-types.d.ts).
  compiler: { define: { BUILD_ID: process.env.BUILD_HASH ?? 'dev' } },
  compress: false,
  // Pictures are served as they are: nobody needs a door that makes others of them.
  images: { unoptimized: true },
  generateBuildId: () => process.env.BUILD_HASH ?? 'dev',
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  // `npm run check` checks all types, in a second. A start must not fail for a slip in a test, nor wait for it.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: import.meta.dirname },
}
