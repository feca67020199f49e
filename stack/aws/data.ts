import { Duration, RemovalPolicy } from "aws-cdk-lib";
import {
	InstanceClass,
	InstanceSize,
	InstanceType,
	type IVpc,
	Port,
	SecurityGroup,
	SubnetType,
} from "aws-cdk-lib/aws-ec2";
import { CfnParameterGroup, CfnReplicationGroup, CfnSubnetGroup } from "aws-cdk-lib/aws-elasticache";
import {
	CaCertificate,
	Credentials,
	DatabaseInstance,
	DatabaseInstanceEngine,
	DatabaseInstanceReadReplica,
	ParameterGroup,
	PostgresEngineVersion,
	StorageType,
} from "aws-cdk-lib/aws-rds";
import { Construct } from "constructs";
import type { Keys } from "./keys.ts";

/** Postgres, which decides, with a standby and a replica for lists; and a Redis, which may be lost. */
export class Data extends Construct {
	readonly primary: DatabaseInstance;
	readonly replica: DatabaseInstanceReadReplica;
	readonly redisHost: string;
	private readonly redisDoor: SecurityGroup;

	constructor(scope: Construct, id: string, { vpc, keys }: { vpc: IVpc; keys: Keys }) {
		super(scope, id);
		const inside = { vpc, vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED } };
		const engine = DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_9 });
		const kept = {
			...inside,
			engine,
			instanceType: InstanceType.of(InstanceClass.M7G, InstanceSize.LARGE),
			storageType: StorageType.GP3,
			publiclyAccessible: false,
			caCertificate: CaCertificate.RDS_CA_RSA2048_G1,
			deletionProtection: true,
			// What was booked outlives the stack that kept it.
			removalPolicy: RemovalPolicy.SNAPSHOT,
			parameterGroup: new ParameterGroup(this, "Settings", {
				engine,
				parameters: { "rds.force_ssl": "1", shared_preload_libraries: "pg_stat_statements", timezone: "UTC" },
			}),
		};
		this.primary = new DatabaseInstance(this, "Primary", {
			...kept,
			databaseName: "firstbell",
			// And so is its replica, by itself.
			storageEncrypted: true,
			credentials: Credentials.fromGeneratedSecret("postgres"),
			// A standby that has what was confirmed, and takes over by itself.
			multiAz: true,
			allocatedStorage: 50,
			maxAllocatedStorage: 500,
			backupRetention: Duration.days(14),
		});
		this.replica = new DatabaseInstanceReadReplica(this, "Replica", {
			...kept,
			sourceDatabaseInstance: this.primary,
			// A replica can be made anew.
			deletionProtection: false,
			removalPolicy: RemovalPolicy.DESTROY,
		});

		this.redisDoor = new SecurityGroup(this, "RedisDoor", { vpc, allowAllOutbound: false });
		const redis = new CfnReplicationGroup(this, "Redis", {
			replicationGroupDescription:
				"Limits, hints and the pages that tasks share: nothing that may not be lost",
			engine: "redis",
			engineVersion: "7.1",
			cacheNodeType: "cache.t4g.small",
			numCacheClusters: 2,
			automaticFailoverEnabled: true,
			atRestEncryptionEnabled: true,
			transitEncryptionEnabled: true,
			transitEncryptionMode: "required",
			authToken: keys.redisPassword.secretValue.unsafeUnwrap(),
			cacheParameterGroupName: new CfnParameterGroup(this, "RedisSettings", {
				cacheParameterGroupFamily: "redis7",
				description: "By these events tasks hear that a page is to be made anew",
				properties: { "notify-keyspace-events": "Exe", "maxmemory-policy": "allkeys-lru" },
			}).ref,
			cacheSubnetGroupName: new CfnSubnetGroup(this, "RedisPlaces", {
				description: "Where nothing leads out",
				subnetIds: vpc.isolatedSubnets.map(({ subnetId }) => subnetId),
			}).ref,
			securityGroupIds: [this.redisDoor.securityGroupId],
		});
		this.redisHost = redis.attrPrimaryEndPointAddress;
	}

	/** Tasks, and nobody else. The rules stand with them: what is admitted may be of a stack that this one does not know. */
	admit(tasks: SecurityGroup): void {
		tasks.connections.allowToDefaultPort(this.primary);
		tasks.connections.allowToDefaultPort(this.replica);
		tasks.connections.allowTo(this.redisDoor, Port.tcp(6379));
	}
}
