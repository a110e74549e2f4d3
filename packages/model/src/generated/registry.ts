// Generated from schemas/ by `npm run generate`. Do not edit.
import s0 from "../../../../schemas/annotations.schema.json" with { type: "json" };
import s1 from "../../../../schemas/applications/hello/options.schema.json" with { type: "json" };
import s2 from "../../../../schemas/applications/mastodon/options.schema.json" with { type: "json" };
import s3 from "../../../../schemas/applications/peertube/options.schema.json" with { type: "json" };
import s4 from "../../../../schemas/applications/pixelfed/options.schema.json" with { type: "json" };
import s5 from "../../../../schemas/applications/snac/options.schema.json" with { type: "json" };
import s6 from "../../../../schemas/common.schema.json" with { type: "json" };
import s7 from "../../../../schemas/configuration.schema.json" with { type: "json" };
import s8 from "../../../../schemas/description.schema.json" with { type: "json" };
import s9 from "../../../../schemas/environment.schema.json" with { type: "json" };
import s10 from "../../../../schemas/plan.schema.json" with { type: "json" };
import s11 from "../../../../schemas/resources/backup-repository/offer.schema.json" with { type: "json" };
import s12 from "../../../../schemas/resources/backup-repository/request.schema.json" with { type: "json" };
import s13 from "../../../../schemas/resources/backup-repository/result.schema.json" with { type: "json" };
import s14 from "../../../../schemas/resources/dns-record/offer.schema.json" with { type: "json" };
import s15 from "../../../../schemas/resources/dns-record/request.schema.json" with { type: "json" };
import s16 from "../../../../schemas/resources/dns-record/result.schema.json" with { type: "json" };
import s17 from "../../../../schemas/resources/http-ingress/offer.schema.json" with { type: "json" };
import s18 from "../../../../schemas/resources/http-ingress/request.schema.json" with { type: "json" };
import s19 from "../../../../schemas/resources/http-ingress/result.schema.json" with { type: "json" };
import s20 from "../../../../schemas/resources/machine/offer.schema.json" with { type: "json" };
import s21 from "../../../../schemas/resources/machine/request.schema.json" with { type: "json" };
import s22 from "../../../../schemas/resources/machine/result.schema.json" with { type: "json" };
import s23 from "../../../../schemas/resources/postgresql/offer.schema.json" with { type: "json" };
import s24 from "../../../../schemas/resources/postgresql/request.schema.json" with { type: "json" };
import s25 from "../../../../schemas/resources/postgresql/result.schema.json" with { type: "json" };
import s26 from "../../../../schemas/resources/redis/offer.schema.json" with { type: "json" };
import s27 from "../../../../schemas/resources/redis/request.schema.json" with { type: "json" };
import s28 from "../../../../schemas/resources/redis/result.schema.json" with { type: "json" };
import s29 from "../../../../schemas/resources/s3-bucket/offer.schema.json" with { type: "json" };
import s30 from "../../../../schemas/resources/s3-bucket/request.schema.json" with { type: "json" };
import s31 from "../../../../schemas/resources/s3-bucket/result.schema.json" with { type: "json" };
import s32 from "../../../../schemas/resources/search/offer.schema.json" with { type: "json" };
import s33 from "../../../../schemas/resources/search/request.schema.json" with { type: "json" };
import s34 from "../../../../schemas/resources/search/result.schema.json" with { type: "json" };
import s35 from "../../../../schemas/resources/smtp/offer.schema.json" with { type: "json" };
import s36 from "../../../../schemas/resources/smtp/request.schema.json" with { type: "json" };
import s37 from "../../../../schemas/resources/smtp/result.schema.json" with { type: "json" };

/** Every JSON Schema of the project by its path below schemas/. */
export const schemaRegistry: Readonly<Record<string, object>> = {
  "annotations.schema.json": s0,
  "applications/hello/options.schema.json": s1,
  "applications/mastodon/options.schema.json": s2,
  "applications/peertube/options.schema.json": s3,
  "applications/pixelfed/options.schema.json": s4,
  "applications/snac/options.schema.json": s5,
  "common.schema.json": s6,
  "configuration.schema.json": s7,
  "description.schema.json": s8,
  "environment.schema.json": s9,
  "plan.schema.json": s10,
  "resources/backup-repository/offer.schema.json": s11,
  "resources/backup-repository/request.schema.json": s12,
  "resources/backup-repository/result.schema.json": s13,
  "resources/dns-record/offer.schema.json": s14,
  "resources/dns-record/request.schema.json": s15,
  "resources/dns-record/result.schema.json": s16,
  "resources/http-ingress/offer.schema.json": s17,
  "resources/http-ingress/request.schema.json": s18,
  "resources/http-ingress/result.schema.json": s19,
  "resources/machine/offer.schema.json": s20,
  "resources/machine/request.schema.json": s21,
  "resources/machine/result.schema.json": s22,
  "resources/postgresql/offer.schema.json": s23,
  "resources/postgresql/request.schema.json": s24,
  "resources/postgresql/result.schema.json": s25,
  "resources/redis/offer.schema.json": s26,
  "resources/redis/request.schema.json": s27,
  "resources/redis/result.schema.json": s28,
  "resources/s3-bucket/offer.schema.json": s29,
  "resources/s3-bucket/request.schema.json": s30,
  "resources/s3-bucket/result.schema.json": s31,
  "resources/search/offer.schema.json": s32,
  "resources/search/request.schema.json": s33,
  "resources/search/result.schema.json": s34,
  "resources/smtp/offer.schema.json": s35,
  "resources/smtp/request.schema.json": s36,
  "resources/smtp/result.schema.json": s37,
};
