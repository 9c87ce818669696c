/* How far two positions lie apart. */
#include "dateline/place.h"

#include <math.h>

#define EARTH_KM 6371.0088      /* mean radius, IUGG */
#define PI 3.14159265358979323846

double place_km(double lat1, double lon1, double lat2, double lon2)
{
	double radian = PI / 180, up = sin((lat2 - lat1) * radian / 2), across = sin((lon2 - lon1) * radian / 2);
	double part = up * up + cos(lat1 * radian) * cos(lat2 * radian) * across * across; /* the haversine */

	return 2 * EARTH_KM * asin(sqrt(part > 1 ? 1 : part));
}
