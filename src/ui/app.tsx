import { QueryClientProvider } from '@tanstack/react-query';
import { lazy } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { client } from './api/client.js';
import { expectOverview } from './api/slos.js';
import { Frame } from './frame/frame.js';
import { OpenFrame } from './frame/open-frame.js';
import { NotFound } from './frame/not-found.js';

/** Each page is loaded when it is looked at. The server's list of addresses is `src/http/pages/page-paths.ts`. */
const DeliveriesPage = lazy(() => import('./pages/deliveries/deliveries-page.js'));
const GatesPage = lazy(() => import('./pages/gates/gates-page.js'));
const SettingsPage = lazy(() => import('./pages/settings/settings-page.js'));
const OnCallPage = lazy(() => import('./pages/oncall/oncall-page.js'));
const WhatIfPage = lazy(() => import('./pages/what-if/what-if-page.js'));
const SloPage = lazy(() => import('./pages/slo/slo-page.js'));
const SharedPage = lazy(() => import('./pages/shared/shared-page.js'));
const StatusPage = lazy(() => import('./pages/status/status-page.js'));
const OverviewPage = lazy(loadOverview);

const IncidentsPage = lazy(() => import('./pages/incidents/incidents-page.js'));
const IncidentPage = lazy(() => import('./pages/incident/incident-page.js'));
const IncidentView = lazy(() => import('./pages/incident-view/incident-view.js'));

function loadOverview() {
  return import('./pages/overview/overview-page.js');
}

/** The page that is opened most has the most to ask for: both begin before anything is drawn. */
export function hurry(path: string): void {
  if (path !== '/') return;
  expectOverview();
  void loadOverview();
}

export function App() {
  return (
    <QueryClientProvider client={client}>
      {/* What is typed into a field that the address holds must be there before the next key: without transitions. */}
      <BrowserRouter useTransitions={false}>
        <Routes>
          <Route element={<OpenFrame />}>
            <Route path="/status/:unit" element={<StatusPage />} />
            <Route path="/shared/:token" element={<SharedPage />} />
          </Route>
          <Route element={<Frame />}>
            <Route path="/" element={<OverviewPage />} />
            <Route path="/slos/:service/:slo" element={<SloPage />} />
            <Route path="/slos/:service/:slo/what-if" element={<WhatIfPage />} />
            <Route path="/gates" element={<GatesPage />} />
            <Route path="/deliveries" element={<DeliveriesPage />} />
            <Route path="/settings" element={<SettingsPage />} />
            <Route path="/oncall" element={<OnCallPage />} />
            <Route path="/incidents" element={<IncidentsPage />} />
            <Route path="/incidents/:id" element={<IncidentPage />} />
            <Route path="/incidents/:id/view" element={<IncidentView />} />
            <Route path="*" element={<NotFound />} />
          </Route>
        </Routes>
      </BrowserRouter>
    </QueryClientProvider>
  );
}
