import Incidents

// Every text of a draft passes the caller's cleaner once, here, before anything else sees it.

typealias Sanitiser = @Sendable (String) -> String

extension ReportBody {
  func sanitised(by clean: Sanitiser) -> Self {
    var body = self
    body.source = source.map(clean)
    body.url = url.map(clean)
    body.headline = headline.map(clean)
    body.text = clean(text)
    body.language = language.map(clean)
    body.mediaHash = mediaHash.map(clean)
    body.nativeID = nativeID.map(clean)
    return body
  }
}

extension SourceBody {
  func sanitised(by clean: Sanitiser) -> Self {
    SourceBody(
      name: clean(name), sourceType: sourceType, family: family.map(clean),
      controller: controller.map(clean),
      platform: platform.map(clean), handle: handle.map(clean), reliability: reliability,
      reliabilityBasis: reliabilityBasis.map(clean))
  }
}

extension AuthorityBody {
  func sanitised(by clean: Sanitiser) -> Self {
    AuthorityBody(
      name: clean(name), kind: kind, region: region.sanitised(by: clean),
      channels: channels.map {
        ChannelBody(url: clean($0.url), expectedIntervalSeconds: $0.expectedIntervalSeconds)
      })
  }
}

extension HeardBody {
  func sanitised(by clean: Sanitiser) -> Self {
    HeardBody(
      url: clean(url), at: at, lastItemAt: lastItemAt, problem: problem.map(clean))
  }
}

extension Reading {
  func sanitised(by clean: Sanitiser) -> Self {
    var reading = self
    reading.reader = clean(reader)
    reading.incidents = incidents.map { $0.sanitised(by: clean) }
    reading.editPassages { passage in
      guard let rule = passage?.rule else { return }
      passage?.rule = clean(rule)
    }
    return reading
  }

  /// The name of the first passage that does not lie in `text`. `nil` when all do.
  func firstPassage(outside text: String) -> String? {
    var reading = self
    var count = 0
    var bad: String?
    reading.editPassages { passage in
      guard let found = passage else { return }
      count += 1
      if bad == nil, !(0...found.end ~= found.start && found.end <= text.utf8.count) {
        bad = "passage \(count) (bytes \(found.start) to \(found.end))"
      }
    }
    return bad
  }

  mutating func dropPassages() { editPassages { $0 = nil } }

  private mutating func editPassages(_ edit: (inout Passage?) -> Void) {
    for incident in incidents.indices {
      for index in incidents[incident].claims.indices {
        edit(&incidents[incident].claims[index].passage)
      }
      for index in incidents[incident].citations.indices {
        edit(&incidents[incident].citations[index].passage)
      }
      for index in incidents[incident].statements.indices {
        edit(&incidents[incident].statements[index].passage)
      }
      for index in incidents[incident].silences.indices {
        edit(&incidents[incident].silences[index].passage)
      }
    }
  }
}

extension ReadIncident {
  fileprivate func sanitised(by clean: Sanitiser) -> Self {
    var incident = self
    incident.title = clean(title)
    incident.region = region.sanitised(by: clean)
    incident.identity = identity.map(clean)
    incident.place?.text = clean(place?.text ?? "")
    for index in claims.indices {
      incident.claims[index].text = clean(claims[index].text)
      incident.claims[index].hedge = claims[index].hedge.map(clean)
      if let number = claims[index].number {
        incident.claims[index].number?.unit = clean(number.unit)
        incident.claims[index].number?.words = clean(number.words)
      }
    }
    for index in citations.indices {
      incident.citations[index].source = citations[index].source.map(clean)
      incident.citations[index].platform = citations[index].platform.map(clean)
    }
    for index in statements.indices {
      incident.statements[index].authority = statements[index].authority.sanitised(by: clean)
      incident.statements[index].speaker = statements[index].speaker.map(clean)
      incident.statements[index].quote = statements[index].quote.map(clean)
      incident.statements[index].url = statements[index].url.map(clean)
      incident.statements[index].identifier = statements[index].identifier.map(clean)
      incident.statements[index].references = statements[index].references.map(clean)
    }
    for index in silences.indices {
      incident.silences[index].authority = silences[index].authority.sanitised(by: clean)
    }
    for index in evidence.indices {
      incident.evidence[index].provider = clean(evidence[index].provider)
      incident.evidence[index].note = evidence[index].note.map(clean)
    }
    return incident
  }
}

extension ReadAuthority {
  fileprivate func sanitised(by clean: Sanitiser) -> Self {
    ReadAuthority(name: clean(name), kind: kind, region: region.sanitised(by: clean))
  }
}

extension Region.ID {
  fileprivate func sanitised(by clean: Sanitiser) -> Self { Self(rawValue: clean(rawValue)) }
}
