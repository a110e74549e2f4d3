import type { DnsRecord, DnsRecordOffer, DnsRecordRequest, DnsRecordResult } from "@allotment/model";
import { defineResource, type BindInput } from "../resource.ts";

/** Time to live of new records in seconds: short enough to correct a mistake the same hour. */
const ttlSeconds = 3600;

/** A name in the DNS. Where the provider has no zone for it, the operator makes the records. */
export const dnsRecord = defineResource<DnsRecordRequest, DnsRecordOffer, DnsRecordResult>({
  type: "dns-record",
  withoutOffer: "by-hand",
  holdsState: false,
  nameOf: ({ name }) => name,
  summary: "A name in the DNS.",
  refusal: (request, offer) =>
    request.name === offer.zone || request.name.endsWith(`.${offer.zone}`) ? null : "other-zone",
  bind: (input) => ({
    result: {
      name: input.request.name,
      purpose: input.request.purpose,
      madeBy: input.offer && input.offer.provider !== "manual" ? "provider" : "operator",
      records: recordsOf(input),
    },
    secrets: {},
    generators: {},
  }),
});

// An address that is not known yet is a slot that provisioning fills: the record is named, its value is not.
function recordsOf({ machine }: BindInput<DnsRecordRequest, DnsRecordOffer>): DnsRecord[] {
  const v4: DnsRecord = { type: "A", value: machine.ipv4, ttlSeconds };
  const v6: DnsRecord[] = machine.ipv6 === null ? [] : [{ type: "AAAA", value: machine.ipv6, ttlSeconds }];
  return machine.ipv4 === null && v6.length > 0 ? v6 : [v4, ...v6];
}
