import { env, exit } from "node:process";

// Of the container's own process: whether it can serve, as `/api/ready` tells it.
const signal = AbortSignal.timeout(3_500);
const answer = await fetch(`http://127.0.0.1:${env.PORT}/api/ready`, { signal }).catch(() => undefined);
exit(answer?.ok ? 0 : 1);
