import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { expect, test } from "vitest";
import {
	App,
	Match,
	sampleWishes,
	scheduleOf,
	synthesised,
	type Template,
	wishesOf,
} from "../../stack/aws/synthesised.ts";

const { ground, migrations, firstbell, after } = synthesised();
const all = [ground, migrations, firstbell];
type Container = { Name: string; User: string; ReadonlyRootFilesystem: boolean; StopTimeout: number } & {
	Environment: { Name: string; Value: unknown }[];
	Secrets: { Name: string; ValueFrom: unknown }[];
	MountPoints?: { ContainerPath: string }[];
	Command: string[];
};

test("two tasks to twenty, by seven tenths of their processors", () => {
	firstbell.hasResourceProperties("AWS::ApplicationAutoScaling::ScalableTarget", {
		MinCapacity: 2,
		MaxCapacity: 20,
	});
	firstbell.hasResourceProperties("AWS::ApplicationAutoScaling::ScalingPolicy", {
		TargetTrackingScalingPolicyConfiguration: {
			PredefinedMetricSpecification: { PredefinedMetricType: "ECSServiceAverageCPUUtilization" },
			TargetValue: 70,
		},
	});
	firstbell.hasResourceProperties("AWS::ECS::Service", {
		DesiredCount: 2,
		DeploymentConfiguration: Match.objectLike({ MinimumHealthyPercent: 100, MaximumPercent: 200 }),
	});
});

test("databases are encrypted, reached from inside alone and by TLS, and outlive a mistake", () => {
	const databases = Object.values(ground.findResources("AWS::RDS::DBInstance"));
	expect(databases).toHaveLength(2);
	for (const { Properties } of databases) {
		expect(Properties.PubliclyAccessible).toBe(false);
		// A replica is encrypted as what it copies, and may not be said to be.
		expect(Properties.StorageEncrypted ?? Properties.SourceDBInstanceIdentifier).toBeTruthy();
	}
	ground.hasResource("AWS::RDS::DBInstance", {
		Properties: Match.objectLike({
			StorageEncrypted: true,
			MultiAZ: true,
			DeletionProtection: true,
			BackupRetentionPeriod: 14,
		}),
		DeletionPolicy: "Snapshot",
	});
	ground.hasResourceProperties("AWS::RDS::DBInstance", { SourceDBInstanceIdentifier: Match.anyValue() });
	for (const { Properties } of Object.values(ground.findResources("AWS::RDS::DBParameterGroup")))
		expect(Properties.Parameters["rds.force_ssl"]).toBe("1");
	ground.hasResourceProperties("AWS::ElastiCache::ReplicationGroup", {
		AtRestEncryptionEnabled: true,
		TransitEncryptionEnabled: true,
		TransitEncryptionMode: "required",
		AutomaticFailoverEnabled: true,
	});
	ground.hasResourceProperties("AWS::ElastiCache::ParameterGroup", {
		Properties: Match.objectLike({ "notify-keyspace-events": "Exe" }),
	});
});

test("nobody is let in from everywhere, and the one way in is TLS", () => {
	for (const [name, { Properties }] of found("AWS::EC2::SecurityGroup"))
		for (const rule of Properties.SecurityGroupIngress ?? []) expect(rule.CidrIp, name).not.toBe("0.0.0.0/0");
	for (const [name, { Properties }] of found("AWS::EC2::SecurityGroupIngress"))
		expect(Properties.CidrIp, name).toBeUndefined();
	firstbell.hasResourceProperties("AWS::ElasticLoadBalancingV2::LoadBalancer", { Scheme: "internal" });
	const listeners = Object.values(firstbell.findResources("AWS::ElasticLoadBalancingV2::Listener"));
	expect(listeners.map(({ Properties }) => [Properties.Port, Properties.Protocol])).toEqual([[443, "HTTPS"]]);
	expect(listeners[0]?.Properties.SslPolicy).toMatch(/TLS13-1-2/);
	firstbell.hasResourceProperties("AWS::CloudFront::VpcOrigin", {
		VpcOriginEndpointConfig: Match.objectLike({ OriginProtocolPolicy: "https-only" }),
	});
	const { DistributionConfig } = distribution();
	expect(DistributionConfig.ViewerCertificate.MinimumProtocolVersion).toBe("TLSv1.2_2021");
	for (const each of behaviours()) expect(each.ViewerProtocolPolicy).toBe("redirect-to-https");
});

test("containers run as nobody in particular, and write to /tmp alone", () => {
	const every = containers();
	expect(every.map(({ Name }) => Name).sort()).toEqual([
		...["app", "asked", "bridge", "bridge", "doctor", "migrations"],
	]);
	for (const each of every)
		expect(each, each.Name).toMatchObject({ User: "1000:1000", ReadonlyRootFilesystem: true });
	// An empty volume of Fargate is root's alone, unless the image has one at that place.
	for (const { Name, MountPoints = [], Command } of every) {
		for (const { ContainerPath } of MountPoints)
			expect(readFileSync("Containerfile", "utf8"), Name).toMatch(
				new RegExp(`^VOLUME ${ContainerPath}$`, "m"),
			);
		if (!MountPoints.length) expect(Command.join(" "), Name).not.toMatch(/>|\/tmp/);
	}
});

test("what is secret comes from the Secrets Manager, and stands nowhere else", () => {
	for (const { Environment, Secrets } of containers()) {
		for (const { Name } of Environment) expect(Name).not.toMatch(/SECRET|PASSWORD|TOKEN|SMTP/);
		expect(Secrets.length).toBeGreaterThan(0);
	}
	const app = containers().find(({ Name }) => Name === "app");
	expect(app?.Secrets.map(({ Name }) => Name)).toEqual(
		expect.arrayContaining(["LINK_SECRET", "CRON_SECRET", "SERVER_PASSWORD", "SMTP_URL"]),
	);
	// Nor may a template hold the words of one.
	expect(JSON.stringify(all.map((stack) => stack.toJSON()))).not.toMatch(/"AuthToken":"[^{]/);
});

test("migrations can be run before the version that needs them, and a task that is ahead of its database gets no visitor", () => {
	const named = (stack: Template) =>
		Object.values(stack.findResources("AWS::ECS::TaskDefinition")).flatMap(({ Properties }) =>
			Properties.ContainerDefinitions.map(({ Name }: Container) => Name),
		);
	expect([named(ground), named(migrations), named(firstbell).sort()]).toEqual([
		...[[], ["migrations", "asked"], ["app", "bridge", "bridge", "doctor"]],
	]);
	// To deploy one of the two is not to deploy the other.
	expect(after).toEqual({
		FirstbellGround: [],
		FirstbellMigrations: ["FirstbellGround"],
		Firstbell: ["FirstbellGround"],
	});
	expect(Object.keys(migrations.toJSON().Outputs)).toEqual(
		expect.arrayContaining(["RunTask", "OnCluster", "InSubnets", "WithDoor"]),
	);
	// Both are let in to the database, and nobody else is.
	const ports = (stack: Template) =>
		Object.values(stack.findResources("AWS::EC2::SecurityGroupIngress")).map(
			({ Properties }) => Properties.SourceSecurityGroupId,
		);
	expect([ports(ground).length, ports(migrations).length]).toEqual([0, 3]);
	const { Properties } =
		Object.values(firstbell.findResources("AWS::ElasticLoadBalancingV2::TargetGroup"))[0] ?? {};
	expect(Properties.Matcher.HttpCode).toBe("200");
	// For as long as a database may take to fail over.
	expect(Properties.HealthCheckIntervalSeconds * Properties.UnhealthyThresholdCount).toBeGreaterThanOrEqual(
		120,
	);
});

test("the doctor is asked inside, of the very environment that tasks have", () => {
	const named = (name: string) => containers().find(({ Name }) => Name === name);
	const [app, doctor] = [named("app"), named("doctor")];
	expect([doctor?.Environment, doctor?.Secrets]).toEqual([app?.Environment, app?.Secrets]);
	const [exported, what] = doctor?.Command.at(-1)?.split("; ") ?? [];
	expect(app?.Command.at(-1)).toContain(exported);
	expect(what).toBe("exec node stack/doctor.ts");
	const { AskTheDoctor, ReadTheDoctor } = firstbell.toJSON().Outputs;
	expect(JSON.stringify(AskTheDoctor)).toMatch(/aws ecs run-task .*Doctor/);
	expect(JSON.stringify(ReadTheDoctor)).toMatch(/aws logs tail .*Doctor/);
});

test("a task that leaves is asked nothing more, and has the time to answer what it was", () => {
	const [group] = Object.values(firstbell.findResources("AWS::ElasticLoadBalancingV2::TargetGroup"));
	const delay = group?.Properties.TargetGroupAttributes.find(
		({ Key }: { Key: string }) => Key === "deregistration_delay.timeout_seconds",
	);
	expect(delay.Value).toBe("30");
	expect(group?.Properties.HealthCheckPath).toBe("/api/ready");
	// Farewell takes two seconds, an answer at most twenty, and mails five.
	for (const { StopTimeout, Name } of containers()) expect(StopTimeout, Name).toBeGreaterThanOrEqual(40);
	const balancer = Object.values(firstbell.findResources("AWS::ElasticLoadBalancingV2::LoadBalancer"))[0];
	const idle = balancer?.Properties.LoadBalancerAttributes.find(
		({ Key }: { Key: string }) => Key === "idle_timeout.timeout_seconds",
	);
	// Shorter than what the image says of its own connections.
	const kept = /KEEP_ALIVE_TIMEOUT=(\d+)/.exec(readFileSync("Containerfile", "utf8"))?.[1];
	expect(Number(idle.Value) * 1_000).toBeLessThan(Number(kept));
});

test("CloudFront keeps what our headers say for as long as they say, a page once for each language", () => {
	const policies = firstbell.findResources("AWS::CloudFront::CachePolicy");
	const named = (part: string) =>
		Object.entries(policies).find(([name]) => name.includes(part)) as [string, (typeof policies)[string]];
	for (const part of ["ACopyALanguage", "OneCopy"])
		expect(named(part)[1].Properties.CachePolicyConfig).toMatchObject({ MinTTL: 0, DefaultTTL: 0 });
	const [pages, { Properties }] = named("ACopyALanguage");
	expect(Properties.CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin).toMatchObject({
		CookiesConfig: { CookieBehavior: "whitelist", Cookies: ["firstbell_language"] },
		HeadersConfig: { HeaderBehavior: "none" },
		QueryStringsConfig: { QueryStringBehavior: "all" },
	});
	const policyOf = (path: string) =>
		behaviours().find(({ PathPattern }) => PathPattern === path)?.CachePolicyId;
	for (const path of ["/", "/t/*", "/team/*", "/opening/*"])
		expect(policyOf(path), path).toEqual({ Ref: pages });
	for (const path of ["/api/slots/*", "/api/openings/*/status*", "/_next/static/*"])
		expect(policyOf(path), path).toEqual({ Ref: named("OneCopy")[0] });
	// All else is passed on: the identity of AWS's own policy that keeps nothing.
	const passedOn = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
	expect(distribution().DistributionConfig.DefaultCacheBehavior.CachePolicyId).toBe(passedOn);
	// CloudFront takes the first that fits, and a star takes slashes in.
	const patterns = behaviours().map(({ PathPattern }) => PathPattern);
	for (const page of ["/t/*", "/team/*", "/opening/*"]) {
		expect(policyOf(`${page}/*`), page).toBe(passedOn);
		expect(patterns.indexOf(`${page}/*`), page).toBeLessThan(patterns.indexOf(page));
	}
	for (const { ErrorCachingMinTTL } of distribution().DistributionConfig.CustomErrorResponses)
		expect(ErrorCachingMinTTL).toBe(0);
	// Everywhere, since it writes the address that visitors are counted by.
	for (const each of behaviours()) expect(each.FunctionAssociations).toHaveLength(1);
});

test("EventBridge calls all that vercel.json names, by its schedules", () => {
	const { crons } = JSON.parse(readFileSync("vercel.json", "utf8"));
	const rules = Object.values(firstbell.findResources("AWS::Events::Rule")).map(({ Properties }) => [
		JSON.parse(Properties.Targets[0].Input).path,
		Properties.ScheduleExpression,
	]);
	expect(rules.sort()).toEqual(
		crons
			.map(({ path, schedule }: Record<"path" | "schedule", string>) => [path, scheduleOf(schedule)])
			.sort(),
	);
	expect(scheduleOf("* * * * *")).toBe("cron(* * * * ? *)");
	expect(scheduleOf("*/5 * * * *")).toBe("cron(0/5 * * * ? *)");
	expect(scheduleOf("0 3 * * 1")).toBe("cron(0 3 ? * MON *)");
	for (const unknown of ["0 3 1 * *", "0 3 * * 1-5", "0-5 * * * *", "x"])
		expect(() => scheduleOf(unknown)).toThrow("Not known");
});

test("a task is told all that .env.example asks for, where it is said, and else nothing that is empty", () => {
	const said = {
		...{ alertMail: "ops@school.example", outboundTrusted: "calendar.school.example:8443" },
		...{ turnstileSiteKey: "site-key", turnstileSecretName: "firstbell/turnstile" },
		...{ otelEndpoint: "https://traces.school.example", otelTracesSampler: "parentbased_traceidratio" },
		...{ otelHeadersSecretName: "firstbell/otel", alertWebhookSecretName: "firstbell/alerts" },
		...{ logFormat: "words", logLevel: "warn", otelServiceName: "" },
	};
	const { more, moreSecrets } = wishesOf(new App({ context: { ...sampleWishes, ...said } }));
	const toldOf = (stack: Template) => {
		const app = Object.values(stack.findResources("AWS::ECS::TaskDefinition"))
			.flatMap(({ Properties }) => Properties.ContainerDefinitions as Container[])
			.find(({ Name }) => Name === "app");
		const written = [...(app?.Command.join(" ") ?? "").matchAll(/(\w+)="/g)].map(([, name]) => name);
		return [...(app?.Environment ?? []), ...(app?.Secrets ?? [])]
			.map(({ Name }) => Name)
			.concat(written as string[]);
	};
	const asked = toldOf(synthesised({ ...sampleWishes, more, moreSecrets }).firstbell);
	const wanted = Object.keys(parseEnv(readFileSync(".env.example", "utf8")));
	expect(asked).toEqual(
		expect.arrayContaining([...wanted, "OTEL_TRACES_SAMPLER", "OTEL_EXPORTER_OTLP_HEADERS"]),
	);
	expect(asked).not.toContain("OTEL_SERVICE_NAME");
	// What is secret is named, and read where it lies.
	expect(Object.keys(more).filter((name) => /SECRET|WEBHOOK|HEADERS/.test(name))).toEqual([]);
	const unsaid = wishesOf(new App({ context: sampleWishes }));
	expect([unsaid.more, unsaid.moreSecrets]).toEqual([{}, {}]);
	expect(toldOf(firstbell).filter((name) => /^(ALERT|OTEL|TURNSTILE|LOG|OUTBOUND)_/.test(name))).toEqual([]);
});

test("what is not said is asked for, by name", () => {
	expect(() => wishesOf(new App({ context: { domain: "book.school.example" } }))).toThrow(
		/--context certificateArn=… .*--context smtpSecretName=…/,
	);
});

function containers(): Container[] {
	return found("AWS::ECS::TaskDefinition").flatMap(([, { Properties }]) => Properties.ContainerDefinitions);
}

/** Of one kind in all stacks, by name. */
function found(kind: string) {
	return all.flatMap((stack) => Object.entries(stack.findResources(kind)));
}

function distribution() {
	return Object.values(firstbell.findResources("AWS::CloudFront::Distribution"))[0]?.Properties;
}

function behaviours() {
	const { DefaultCacheBehavior, CacheBehaviors } = distribution().DistributionConfig;
	return [DefaultCacheBehavior, ...CacheBehaviors];
}
