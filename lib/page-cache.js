// What `use cache` keeps, in Redis, for several instances of a self-hosted app: next.config.js names this file where
// there is a REDIS_URL. On Vercel the platform does it, and one instance alone needs nobody.
export { redisCacheHandler as default } from "@trieb.work/nextjs-turbo-redis-cache";
