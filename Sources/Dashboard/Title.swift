/// What the window is called. In a bar of many it says whether to look here.
public func title(for state: DashboardState) -> String {
  if let banner = state.banner { return "watchfloor: \(banner)" }
  return state.newIncidents > 0 ? "watchfloor: \(grouped(state.newIncidents)) new" : "watchfloor"
}
