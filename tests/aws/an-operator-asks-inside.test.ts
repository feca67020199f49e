import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { synthesised } from "../../stack/aws/synthesised.ts";

const { ground, migrations, firstbell } = synthesised();
type Container = { Name: string; Command: string[]; EntryPoint: string[]; Secrets: { Name: string }[] };

test("an operator asks inside: a task as the owner of the database, with the words that it is run with, and looks if there are none", () => {
	const [asked] = Object.values(migrations.findResources("AWS::ECS::TaskDefinition"))
		.flatMap(({ Properties }) => Properties.ContainerDefinitions as Container[])
		.filter(({ Name }) => Name === "asked");
	expect(asked?.Command).toEqual(["after-restore"]);
	expect(asked?.Secrets.map(({ Name }) => Name).sort()).toEqual([
		...["ADMIN_PASSWORD", "CRON_SECRET", "DATABASE_CA", "REDIS_PASSWORD"],
	]);
	const folder = mkdtempSync(join(tmpdir(), "firstbell-asked-"));
	writeFileSync(join(folder, "node"), '#!/bin/sh\nprintf "%s\\n" "$DATABASE_ADMIN_URL" "$REDIS_URL" "$@"\n', {
		mode: 0o755,
	});
	const [shell = "", ...words] = asked?.EntryPoint ?? [];
	const env = {
		...{
			NODE_ENV: "test" as const,
			PATH: `${folder}:${process.env.PATH}`,
			ADMIN_PASSWORD: "admin",
			DATABASE_HOST: "db",
		},
		...{ REDIS_PASSWORD: "redis", REDIS_HOST: "cache" },
	};
	const told = [
		"import",
		"https://bucket.example/school.csv?a=1&b=$HOME",
		"--staff",
		"office@school.example",
	];
	const { stdout } = spawnSync(shell, [...words, ...told], { env, encoding: "utf8" });
	rmSync(folder, { recursive: true });
	expect(stdout.trim().split("\n")).toEqual([
		"postgres://postgres:admin@db:5432/firstbell?sslmode=verify-full",
		"rediss://:redis@cache:6379",
		...["stack/import.ts", ...told.slice(1)],
	]);
	const { Ask, ReadTheAnswer, MigrateAgain } = migrations.toJSON().Outputs;
	expect(JSON.stringify(Ask)).toMatch(/aws ecs run-task .*Asked.*containerOverrides.*asked.*import.*--staff/);
	expect(JSON.stringify(ReadTheAnswer)).toMatch(/aws logs tail .*Asked/);
	expect(JSON.stringify(MigrateAgain)).toMatch(/aws ecs run-task .*Task/);
	// What is asked is there to be run.
	const docs = readFileSync("docs/self-hosting.md", "utf8") + readFileSync("docs/backups.md", "utf8");
	const commands = [...docs.matchAll(/"command":\["([a-z-]+)"/g)].map(([, command]) => command);
	expect(new Set(commands)).toEqual(new Set(["import", "operators", "after-restore", "empty-redis"]));
	for (const command of commands) expect(existsSync(`stack/${command}.ts`), command).toBe(true);
});

test("what was booked, and what its links are signed with, outlive the stack; all tasks can be stopped, and begun again", () => {
	const kept = Object.entries(ground.findResources("AWS::SecretsManager::Secret")).filter(
		([, { DeletionPolicy }]) => DeletionPolicy === "Retain",
	);
	expect(kept.map(([name]) => name.replace(/[0-9A-F]{8}$/, ""))).toEqual(["KeysLinkSecret"]);
	expect(kept[0]?.[1].UpdateReplacePolicy).toBe("Retain");
	expect(Object.keys(ground.toJSON().Outputs)).toEqual(
		expect.arrayContaining(["PrimaryDatabase", "ReplicaDatabase"]),
	);
	const { StopTasks, StartTasks } = firstbell.toJSON().Outputs;
	const stop = JSON.stringify(StopTasks);
	expect(stop).toMatch(/--min-capacity 0 --max-capacity 0 && aws ecs update-service .*--desired-count 0/);
	expect(JSON.stringify(StartTasks)).toBe(
		stop
			.replace("0 --max-capacity 0", "2 --max-capacity 20")
			.replace("--desired-count 0", "--desired-count 2"),
	);
});
