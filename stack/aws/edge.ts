import { Duration } from "aws-cdk-lib";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import {
	AllowedMethods,
	CacheCookieBehavior,
	CachePolicy,
	CacheQueryStringBehavior,
	Distribution,
	Function as EdgeFunction,
	FunctionCode,
	FunctionEventType,
	FunctionRuntime,
	HttpVersion,
	OriginProtocolPolicy,
	OriginRequestPolicy,
	SecurityPolicyProtocol,
	ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { VpcOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import type { IApplicationLoadBalancer } from "aws-cdk-lib/aws-elasticloadbalancingv2";
import { Construct } from "constructs";
import { languageCookie } from "../../lib/languages/languages.js";
import { everybodysPages, everybodysRest, onesOwnPages } from "../rehearsal/everybodys.ts";
import { visitorCode } from "./visitor-code.ts";
import type { Wishes } from "./wishes.ts";

/** All errors that CloudFront keeps for ten seconds if it is not told otherwise. */
const errors = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

/**
 * CloudFront. It keeps what our headers say is everybody's for as long as they say, a page once for each language, and
 * passes on all else. The network's own address of a visitor goes along.
 */
export class Edge extends Construct {
	readonly distribution: Distribution;

	constructor(
		scope: Construct,
		id: string,
		{ loadBalancer, wishes }: { loadBalancer: IApplicationLoadBalancer; wishes: Wishes },
	) {
		super(scope, id);
		const origin = VpcOrigin.withApplicationLoadBalancer(loadBalancer, {
			protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
			readTimeout: Duration.seconds(60),
			// Less than the load balancer keeps its own.
			keepaliveTimeout: Duration.seconds(50),
		});
		const asWeSay = {
			minTtl: Duration.seconds(0),
			defaultTtl: Duration.seconds(0),
			maxTtl: Duration.days(365),
			queryStringBehavior: CacheQueryStringBehavior.all(),
			enableAcceptEncodingGzip: true,
			enableAcceptEncodingBrotli: true,
		};
		const perLanguage = new CachePolicy(this, "ACopyALanguage", {
			...asWeSay,
			cookieBehavior: CacheCookieBehavior.allowList(languageCookie),
		});
		const forAll = new CachePolicy(this, "OneCopy", asWeSay);
		const knows = new EdgeFunction(this, "Visitor", {
			code: FunctionCode.fromInline(visitorCode),
			runtime: FunctionRuntime.JS_2_0,
		});
		const behaviour = (cachePolicy: CachePolicy | typeof CachePolicy.CACHING_DISABLED) => ({
			origin,
			cachePolicy,
			originRequestPolicy: OriginRequestPolicy.ALL_VIEWER,
			viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
			allowedMethods: AllowedMethods.ALLOW_ALL,
			compress: true,
			functionAssociations: [{ function: knows, eventType: FunctionEventType.VIEWER_REQUEST }],
		});
		this.distribution = new Distribution(this, "Distribution", {
			domainNames: [wishes.domain],
			certificate: Certificate.fromCertificateArn(this, "Certificate", wishes.edgeCertificateArn),
			minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
			httpVersion: HttpVersion.HTTP2_AND_3,
			defaultBehavior: behaviour(CachePolicy.CACHING_DISABLED),
			// The first that fits is the one.
			additionalBehaviors: {
				...Object.fromEntries(onesOwnPages.map((path) => [path, behaviour(CachePolicy.CACHING_DISABLED)])),
				...Object.fromEntries(everybodysPages.map((path) => [path, behaviour(perLanguage)])),
				...Object.fromEntries(everybodysRest.map((path) => [path, behaviour(forAll)])),
			},
			// A "no" is not kept: neither the moment's "busy", nor a teacher who is there a second later.
			errorResponses: errors.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
			// No log of visits: addresses of pages are keys to bookings.
			enableLogging: false,
		});
	}
}
