// What feeds bring by the hundred thousand: reports, and what was read out of them. Keys stand in the order of
// their bytes, and a key that is added here is added to the entries of every ledger.

extension ReportBody: JSONWritable {
  public func write(to json: inout JSONText) throws {
    json.beginObject()
    try json.field("addsOriginalReporting", addsOriginalReporting)
    try json.field("headline", headline)
    try json.field("language", language)
    try json.field("mediaHash", mediaHash)
    try json.field("nativeID", nativeID)
    try json.field("publishedAt", publishedAt)
    try json.field("revisedAt", revisedAt)
    try json.field("source", source)
    try json.field("text", text)
    try json.field("url", url)
    json.endObject()
  }
}

extension Reading: JSONWritable {
  public func write(to json: inout JSONText) throws {
    json.beginObject()
    try json.field("incidents", incidents)
    try json.field("reader", reader)
    json.endObject()
  }
}

extension ReadIncident: JSONWritable {
  public func write(to json: inout JSONText) throws {
    json.beginObject()
    try json.field("citations", citations)
    try json.field("claims", claims)
    try json.field("evidence", evidence)
    try json.field("identity", identity)
    try json.field("kind", kind)
    try json.field("occurredAt", occurredAt)
    try json.field("place", place)
    try json.field("region", region)
    try json.field("silences", silences)
    try json.field("statements", statements)
    try json.field("title", title)
    json.endObject()
  }
}

extension ReadPlace: JSONWritable {
  public func write(to json: inout JSONText) throws {
    json.beginObject()
    try json.field("latitude", latitude)
    try json.field("longitude", longitude)
    try json.field("precision", precision)
    try json.field("text", text)
    json.endObject()
  }
}

extension ReadClaim: JSONWritable {
  public func write(to json: inout JSONText) throws {
    json.beginObject()
    try json.field("againstInterest", againstInterest)
    try json.field("hedge", hedge)
    try json.field("kind", kind)
    try json.field("number", number)
    try json.field("party", party)
    try json.field("passage", passage)
    try json.field("stance", stance)
    try json.field("text", text)
    json.endObject()
  }
}

extension ReadNumber: JSONWritable {
  public func write(to json: inout JSONText) throws {
    json.beginObject()
    try json.field("best", best)
    try json.field("high", high)
    try json.field("low", low)
    try json.field("unit", unit)
    try json.field("words", words)
    json.endObject()
  }
}

extension ReadCitation: JSONWritable {
  public func write(to json: inout JSONText) throws {
    json.beginObject()
    try json.field("passage", passage)
    try json.field("platform", platform)
    try json.field("relation", relation)
    try json.field("source", source)
    try json.field("state", state)
    json.endObject()
  }
}

extension ReadAuthority: JSONWritable {
  public func write(to json: inout JSONText) throws {
    json.beginObject()
    try json.field("kind", kind)
    try json.field("name", name)
    try json.field("region", region)
    json.endObject()
  }
}

extension ReadStatement: JSONWritable {
  public func write(to json: inout JSONText) throws {
    json.beginObject()
    try json.field("attribution", attribution)
    try json.field("authority", authority)
    try json.field("claim", claim)
    try json.field("identifier", identifier)
    try json.field("issuedAt", issuedAt)
    try json.field("messageType", messageType)
    try json.field("passage", passage)
    try json.field("position", position)
    try json.field("quote", quote)
    try json.field("references", references)
    try json.field("role", role)
    try json.field("speaker", speaker)
    try json.field("url", url)
    json.endObject()
  }
}

extension ReadSilence: JSONWritable {
  public func write(to json: inout JSONText) throws {
    json.beginObject()
    try json.field("asOf", asOf)
    try json.field("authority", authority)
    try json.field("passage", passage)
    try json.field("role", role)
    json.endObject()
  }
}

extension ReadEvidence: JSONWritable {
  public func write(to json: inout JSONText) throws {
    json.beginObject()
    try json.field("acquiredAt", acquiredAt)
    try json.field("bearing", bearing)
    try json.field("claim", claim)
    try json.field("integrityOk", integrityOk)
    try json.field("kind", kind)
    try json.field("note", note)
    try json.field("placeOk", placeOk)
    try json.field("provider", provider)
    try json.field("timeOk", timeOk)
    json.endObject()
  }
}

extension Passage: JSONWritable {
  public func write(to json: inout JSONText) throws {
    json.beginObject()
    try json.field("end", end)
    try json.field("rule", rule)
    try json.field("start", start)
    json.endObject()
  }
}
