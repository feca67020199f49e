import { up } from "./embedded/up.ts";
import { writeFileSync } from "node:fs";
const stack = await up({ name: "scratch", port: 4640, fresh: true, log: console.log });
writeFileSync("/tmp/s/six-env.sh", Object.entries({...stack.env, DATABASE_ADMIN_URL: stack.adminUrl}).map(([k,v])=>`export ${k}='${v}'`).join("\n"));
setInterval(()=>{}, 1e9);
